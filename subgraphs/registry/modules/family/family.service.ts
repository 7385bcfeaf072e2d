import type { Viewer } from '../../../shared/access/viewer.js';
import { datedFact } from '../../../shared/dated.js';
import { personName } from '../person/name.js';
import { childOf, personOf } from '../person/person.type.js';
import { Parentage } from './family.type.js';
import type { KinLink } from './kin.repository.js';
import { Sibling } from './sibling.type.js';

const nameIn = (link: KinLink, whose: 'parent' | 'child') => personName((part, script) => link[`${whose}_${part}_${script}`]);

/** The child's own parentages, past ones included, mother first; those that an adoption ended only where adoptions are registered. */
export function parentagesFrom(iin: string, kin: readonly KinLink[], viewer: Viewer | null): Parentage[] {
  return kin
    .filter((link) => link.iin === iin && (!link.sealed || viewer?.role === 'ministry:registry'))
    .map((link) =>
      Object.assign(new Parentage(), {
        childIin: iin,
        person: personOf(link.parent_iin),
        name: nameIn(link, 'parent'),
        role: link.role,
        basis: link.basis,
        ...datedFact({ validFrom: link.valid_from, validTo: link.valid_to, source: link.source, recordedAt: new Date(link.recorded_at) }),
      }),
    );
}

/** Everybody who shares a parent now, oldest first. */
export function siblingsFrom(iin: string, kin: readonly KinLink[]): Sibling[] {
  const current = kin.filter((link) => link.valid_to === null);
  const own = new Set(current.filter((link) => link.iin === iin).map((link) => link.parent_iin));
  const shared = current.filter((link) => link.iin !== iin && own.has(link.parent_iin));
  return [...Map.groupBy(shared, (link) => link.iin)].flatMap(([sibling, links]) => {
    const [first] = links;
    if (first === undefined) return [];
    const common = new Set(links.map((link) => link.parent_iin)).size;
    return [Object.assign(new Sibling(), { child: childOf(sibling), name: nameIn(first, 'child'), birthDate: first.child_birth_date, commonParents: common })];
  });
}

/**
 * Which of the mother's children this one is, from 1; twins take their numbers in the order of the register. Null
 * without a mother on record.
 */
export function birthOrderFrom(iin: string, kin: readonly KinLink[]): number | null {
  const mother = kin.find((link) => link.iin === iin && link.role === 'MOTHER' && link.valid_to === null)?.parent_iin;
  if (mother === undefined) return null;
  const children = kin.filter((link) => link.parent_iin === mother && link.valid_to === null);
  return children.findIndex((link) => link.iin === iin) + 1;
}
