import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import { nationwide } from '../access/nation.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';

/** A child placed with a family, or to be. */
export interface PlacedChild extends DatedPeriod {
  readonly iin: string;
}

/** The same, with whom and in which form. */
export interface FamilyChild extends PlacedChild {
  readonly family: string;
  readonly form: PlacementFormCode;
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

/** Families' children in any form who are with them on a day or later, wherever they were placed; those whose placement waits included. */
export const childrenOf = (em: EntityManager, families: readonly string[], day: CivilDate): Promise<FamilyChild[]> =>
  nationwide(em, () =>
    em.execute<FamilyChild[]>(
      `select family_id::text as family, form, iin, valid_from as "validFrom", valid_to as "validTo" from placement
        where family_id = any (?::bigint[]) and (valid_to is null or (valid_to > ? and valid_to > valid_from))`, [textArray(families), day]));

/** Who of some children is whose brother or sister. */
export const siblingsAmong = (em: EntityManager, iins: readonly string[]): Promise<SiblingPair[]> =>
  nationwide(em, () =>
    em.execute<SiblingPair[]>(
      `select iin, sibling_iin as sibling from care_sibling where iin = any (?::text[]) and sibling_iin = any (?::text[]) and sealed_on is null`, [textArray(iins), textArray(iins)]));
