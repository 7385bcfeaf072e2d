import type { CivilDate } from '../../../shared/clock.js';
import { keptPlan } from '../../../shared/database/kept-plans.js';
import { textArray } from '../../../shared/database/text-array.js';
import { defineLoader } from '../../../shared/loader.js';
import type { NameColumns } from '../person/name.js';

/** One link of a child of the family to a parent of the child asked about. */
export interface KinLink extends NameColumns<'parent'>, NameColumns<'child'> {
  /** The child asked about. */
  readonly key: string;
  /** The child of this link: the same one, or a sibling. */
  readonly iin: string;
  readonly parent_iin: string;
  readonly role: 'MOTHER' | 'FATHER';
  readonly basis: 'BIRTH' | 'ADOPTION';
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly source: string;
  readonly recorded_at: string;
  readonly child_birth_date: CivilDate;
  /** True for a parentage that an adoption ended: who the parents were before is a secret (Code on Marriage and Family, 102). */
  readonly sealed: boolean;
}

const names = (alias: string, prefix: string): string =>
  ['surname', 'given', 'patronymic']
    .flatMap((part) => ['kk', 'ru', 'latin'].map((script) => `${alias}.${part}_${script} as ${prefix}_${part}_${script}`))
    .join(', ');

const KIN = `select k.iin as key, s.iin, s.parent_iin, s.role, s.basis, s.valid_from, s.valid_to, s.source, coalesce(s.told_at, s.recorded_at) as recorded_at,
        c.birth_date as child_birth_date, coalesce(ender.kind = 'ADOPTION', false) as sealed, ${names('m', 'parent')}, ${names('c', 'child')}
   from (select distinct iin, parent_iin from parentage where iin = any (?::text[]) and superseded_at is null) k
   join parentage s on s.parent_iin = k.parent_iin and s.superseded_at is null
   join person m on m.iin = s.parent_iin
   join person c on c.iin = s.iin
   left join registration ender on ender.id = s.ended_by
  order by k.iin, c.birth_date, s.iin, s.role desc`;

/**
 * Every parentage of the children asked about and of all children of the same parents, with the names that belong
 * to the family's own data: parents, siblings and birth order come out of this one statement.
 */
export const kinOf = defineLoader<string, KinLink[]>(async (iins, { database }) => {
  const rows = await database.relation.execute<KinLink[]>(
    keptPlan('kin_of_children', KIN),
    [textArray(iins)],
  );
  const byKey = Map.groupBy(rows, ({ key }) => key);
  return iins.map((iin) => byKey.get(iin) ?? []);
});

/** Children of a parent, oldest first, for a family card. */
export const childrenOfParent = defineLoader<string, string[]>(async (iins, { database }) => {
  const rows = await database.relation.execute<{ iin: string; parent_iin: string }[]>(
    `select s.iin, s.parent_iin from parentage s join person c on c.iin = s.iin
      where s.parent_iin in (?) and s.valid_to is null and s.superseded_at is null order by c.birth_date, c.iin`,
    [[...iins]],
  );
  const byParent = Map.groupBy(rows, ({ parent_iin }) => parent_iin);
  return iins.map((iin) => (byParent.get(iin) ?? []).map((row) => row.iin));
});
