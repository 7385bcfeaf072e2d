import { requireGrant, type AccessGrant, type Authorised } from '../../../shared/access/grant.js';
import type { Scope } from '../../../shared/access/scopes.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { defineLoader } from '../../../shared/loader.js';
import { guardianshipsOf, parentalRightsOf, residencesOf, restrictionsOf } from '../facts.repository.js';
import { kinOf } from '../family/kin.repository.js';
import type { PersonRow } from '../person/person.entity.js';
import { personByIin } from '../person/person.repository.js';
import { decideGrant, type AccessFacts } from './relation.js';

/** Everything decideGrant needs, through the same loaders the record's own fields use. */
async function accessFactsOf(iin: string, context: SubgraphContext): Promise<AccessFacts | null> {
  const citizen = context.viewer?.role === 'citizen';
  const [person, residences, kin, rights, guardianships, restrictions] = await Promise.all([
    personByIin(context).load(iin),
    residencesOf(context).load(iin),
    citizen ? kinOf(context).load(iin) : [],
    citizen ? parentalRightsOf(context).load(iin) : [],
    citizen ? guardianshipsOf(context).load(iin) : [],
    restrictionsOf(context).load(iin),
  ]);
  if (person === null) return null;
  const parents = kin
    .filter((link) => link.iin === iin)
    .map((link) => ({ parentIin: link.parent_iin, validFrom: link.valid_from, validTo: link.valid_to }));
  const { birthDate, isChild } = person;
  return { iin, birthDate, isChild, residences, parents, rights, guardianships, restrictions };
}

/** The viewer's grant for a person today; null for an unknown person and for a stranger alike. */
export const grantOf = defineLoader<string, AccessGrant | null>((iins, context) =>
  Promise.all(
    iins.map(async (iin) => {
      if (context.viewer === null) return null;
      const facts = await accessFactsOf(iin, context);
      return facts && decideGrant(context.viewer, facts, context.today);
    }),
  ),
);

/** The person's row, for somebody who is something to them; anybody else and an unknown person are refused alike. */
export async function requireRelation(iin: string, context: SubgraphContext): Promise<PersonRow> {
  const [grant, person] = await Promise.all([grantOf(context).load(iin), personByIin(context).load(iin)]);
  if (person === null) throw withheld('UNKNOWN_PERSON');
  if (grant === null) throw withheld('NO_RELATION');
  return person;
}

/** Opens a person's record for a field class, or refuses with `WITHHELD`. */
export async function openRecord(iin: string, scope: Scope, context: SubgraphContext): Promise<Authorised> {
  await requireRelation(iin, context);
  return requireGrant(iin, await grantOf(context).load(iin), scope);
}
