import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { begunBy, endedBy, inOrder, withDays, type Act, type Fact } from './fact.js';

/*
 * What a late or out-of-order event does to the facts of one kind: those of which at most one holds on a day (where somebody
 * lives; whether they are a citizen of one country; whether one parent's rights are limited). An event sets what holds from its
 * day until the next one on record, whichever arrived first.
 */

/** An event of such a kind. */
export interface Event<T> {
  readonly day: CivilDate;
  /** What holds from the day on; null for nothing. */
  readonly is: T | null;
  readonly act: Act;
  /** Day of the person's death, on which everything ends; null while they live. */
  readonly end: CivilDate | null;
}

/** What an event may be told about its own input. */
export interface Words {
  /** Nothing to end on that day. */
  readonly nothingToEnd: string;
  /** It holds already. */
  readonly alreadySo: string;
}

const FIELD = 'input.occurredOn';

const outOfOrder = (): Refused =>
  new Refused('OUT_OF_ORDER', FIELD, 'A later event on record leaves no room for this one on that day: what lay between the two must be registered first.');

/** The facts after an event. Throws `Refused` where it says nothing new, ends nothing, or contradicts a later one. */
export function setFrom<T>(facts: readonly Fact<T>[], event: Event<T>, same: (a: T, b: T) => boolean, words: Words): Fact<T>[] {
  const { day, is, act } = event;
  const now = facts.find((fact) => holdsOn(fact, day));
  const next = inOrder(facts).find((fact) => fact.validFrom > day);
  if (is === null) {
    if (now === undefined) throw new Refused('NOT_ON_RECORD', FIELD, words.nothingToEnd);
    if (now.validTo !== null && now.validTo !== next?.validFrom && now.validTo !== event.end) throw outOfOrder();
    return replace(facts, now, remainder(now, day, act));
  }
  if (now !== undefined && same(now.is, is)) throw new Refused('ALREADY_RECORDED', FIELD, words.alreadySo);
  const [to, by] = now === undefined ? [next?.validFrom ?? event.end, next?.beganBy ?? null] : [now.validTo, now.endedBy];
  const begun = begunBy(act, is, day, to, to === null ? null : by);
  return inOrder([...(now === undefined ? facts : replace(facts, now, remainder(now, day, act))), begun]);
}

/** What is left of a fact before the day on which another takes its place; nothing when it began that day. */
const remainder = <T>(fact: Fact<T>, day: CivilDate, act: Act): Fact<T>[] => (fact.validFrom === day ? [] : [endedBy(act, fact, day)]);

const replace = <T>(facts: readonly Fact<T>[], old: Fact<T>, by: readonly Fact<T>[]): Fact<T>[] => inOrder([...facts.filter((fact) => fact !== old), ...by]);

/** The facts of somebody who died on a day: nothing holds from then on, and what was recorded to begin later never was. */
export const endAll = <T>(facts: readonly Fact<T>[], day: CivilDate, act: Act): Fact<T>[] =>
  facts.filter(({ validFrom }) => validFrom <= day).map((fact) => (fact.validTo !== null && fact.validTo <= day ? fact : endedBy(act, fact, day)));

/** A birth as it is on record from now on. */
export interface NewBirth {
  readonly birthDate: CivilDate;
  readonly registeredOn: CivilDate;
}

/** The moment of a fact's record; at that time of the day on which the birth was registered, where that is later. */
const toldSince = ({ toldAt }: Fact<unknown>, registeredOn: CivilDate): string | null =>
  toldAt !== null && toldAt < registeredOn ? `${registeredOn}${toldAt.slice(registeredOn.length)}` : toldAt;

/**
 * The facts of somebody whose birth is on record with another day: what began at birth begins then, and nothing before. One that
 * held on no day, ended on the day of birth, must not come to hold on those before it. When the new rows were written is told to
 * nobody, nor a moment before the new birth was registered: either would say that it was another one before.
 */
export const bornOn = <T>(facts: readonly Fact<T>[], before: CivilDate, { birthDate: birth, registeredOn }: NewBirth): Fact<T>[] =>
  facts
    .filter(({ validFrom, validTo }) => validTo === null || (validTo > birth && validTo > validFrom))
    .map((fact) => (fact.validFrom === before || fact.validFrom < birth ? { ...withDays(fact, { validFrom: birth }), toldAt: toldSince(fact, registeredOn) } : fact));
