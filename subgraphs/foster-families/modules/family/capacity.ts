import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { keptPlan } from '../../../shared/database/kept-plans.js';
import { textArray } from '../../../shared/database/text-array.js';
import { holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import { lastingPeriod, type FormTerms } from '../form/form-terms.js';
import { readForms } from '../form/placement-form.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';

/** A child placed with a family, or to be. */
export interface PlacedChild extends DatedPeriod {
  readonly iin: string;
}

/** The same, with whom and in which form. */
export interface FamilyChild extends PlacedChild {
  readonly family: string;
  readonly form: PlacementFormCode;
  /** When it first came to the family, by whatever placement but a guest stay; null where it never did. */
  readonly since: CivilDate | null;
}

/** Two children who are brothers or sisters. */
export interface SiblingPair {
  readonly iin: string;
  readonly sibling: string;
}

/**
 * Children as a limit counts them: brothers and sisters are exempt beside one of them (132-1(1), 132-6(1)), so a group of siblings
 * is one, whoever came first.
 */
export function countedAmong(iins: readonly string[], pairs: readonly SiblingPair[]): number {
  const groupOf = new Map([...new Set(iins)].map((iin) => [iin, iin]));
  for (const { iin, sibling } of pairs) {
    const [one, other] = [groupOf.get(iin), groupOf.get(sibling)];
    if (one === undefined || other === undefined) continue;
    for (const [key, group] of groupOf) if (group === other) groupOf.set(key, one);
  }
  return new Set(groupOf.values()).size;
}

/** The most that a limit ever counts from a day on: whenever another child comes there may be one more. */
export const mostFrom = (children: readonly PlacedChild[], pairs: readonly SiblingPair[], day: CivilDate): number =>
  Math.max(...[day, ...children.map(({ validFrom }) => validFrom).filter((from) => from > day)].map((on) => countedAmong(children.filter((child) => holdsOn(child, on)).map(({ iin }) => iin), pairs)));

/** The day that is asked about, and the one on which it is asked. */
export interface Days {
  readonly day: CivilDate;
  readonly today: CivilDate;
}

interface FamilyChildRow extends FamilyChild {
  readonly birthDate: CivilDate | null;
}

/**
 * Families' children in any form who are with them on a day or later, or were until that very day, wherever they were placed; those
 * whose placement waits, or is planned and has not lapsed by today, included, and those where it was given up, so that it never was in effect, not.
 * A plan that holds room today may be carried out, and then the child is there on every later day, too: past the one on which it would lapse.
 */
export const childrenOf = (em: EntityManager, families: readonly string[], { day, today }: Days): Promise<FamilyChild[]> => nationwide(em, () => childrenInSight(em, families, { day, today }));

/** The same of what is in sight of a transaction. */
export async function childrenInSight(em: EntityManager, families: readonly string[], { day, today }: Days, known: readonly FormTerms[] | null = null): Promise<FamilyChild[]> {
  const rows = await em.execute<FamilyChildRow[]>(keptPlan('children_of_families',
    `select p.family_id::text as family, p.form, p.iin, p.valid_from as "validFrom", p.valid_to as "validTo", c.birth_date as "birthDate",
            (select min(q.valid_from) from placement q where q.family_id = p.family_id and q.iin = p.iin and q.form <> 'GUEST' and (q.awaited_event is null or q.valid_to is null)) as since
       from (select family_id, form, iin, valid_from, valid_to from placement
              where family_id = any (?::bigint[]) and (valid_to is null or (valid_to >= ?::date and valid_to > valid_from and awaited_event is null))
             union all
             select family_id, form, iin, planned_from, null from placement_plan where family_id = any (?::bigint[]) and closed_on is null and lapses_on > ?::date) p
       left join known_child c on c.iin = p.iin`), [textArray(families), day, textArray(families), today]);
  const forms = known ?? (rows.length === 0 ? [] : await readForms(em));
  // Whoever came of age may live on with the family, and is no child placed there any more.
  return rows.map(({ birthDate, ...child }) => lastingPeriod(forms, child, birthDate));
}

/** Who of some children is whose brother or sister. */
export const siblingsAmong = (em: EntityManager, iins: readonly string[]): Promise<SiblingPair[]> => nationwide(em, () => siblingsInSight(em, iins));

export const siblingsInSight = (em: EntityManager, iins: readonly string[]): Promise<SiblingPair[]> =>
  em.execute<SiblingPair[]>(keptPlan('siblings_among',
    `select iin, sibling_iin as sibling from care_sibling where iin = any (?::text[]) and sibling_iin = any (?::text[]) and sealed_on is null`), [textArray(iins), textArray(iins)]);
