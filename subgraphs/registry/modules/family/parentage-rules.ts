import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, birthdayAt, holdsOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { begunBy, endedBy, inOrder, overlap, withDays, type Act, type Fact } from '../history/fact.js';
import type { ParentageFact } from '../history/tables.js';
import type { NamedParent } from './parent.input.type.js';
import type { ParentRole } from './family.type.js';

type Parentage = Fact<ParentageFact>;
type Parentages = readonly Parentage[];

/** What a change of parentage is about, apart from the parentages on record. */
export interface ParentageEvent {
  readonly day: CivilDate;
  readonly act: Act;
  readonly parents: readonly NamedParent[];
}

const without = (all: Parentages, gone: Parentages): Parentage[] => all.filter((fact) => !gone.includes(fact));

/** At most one mother and one father at a time; refuses at the parent whom the input brings in. */
export function requireOneEach(all: Parentages, parents: readonly NamedParent[]): Parentage[] {
  for (const { role, iin, field } of parents) {
    const ofRole = all.filter(({ is }) => is.role === role);
    const own = ofRole.filter(({ is }) => is.parentIin === iin);
    if (!own.some((one) => ofRole.some((other) => other !== one && overlap(one, other)))) continue;
    const code: Readonly<Record<ParentRole, 'SECOND_MOTHER' | 'SECOND_FATHER'>> = { MOTHER: 'SECOND_MOTHER', FATHER: 'SECOND_FATHER' };
    throw new Refused(code[role], field, 'For that time no other parent of this role may be on record.');
  }
  return inOrder(all);
}

/** Somebody who is a parent that day is not made one again. */
function requireNew(holding: Parentages, parents: readonly NamedParent[]): void {
  const known = parents.find(({ iin }) => holding.some(({ is }) => is.parentIin === iin));
  if (known !== undefined) throw new Refused('ALREADY_RECORDED', known.field, 'On that day the person must not be a parent of the child already.');
}

/** Paternity or maternity established: from that day, until the parentage of the same role that is next on record. */
export function established(all: Parentages, { day, act, parents }: ParentageEvent): Parentage[] {
  requireNew(all.filter((fact) => holdsOn(fact, day)), parents);
  const begun = parents.map(({ iin, role }) => {
    const next = inOrder(all).find((fact) => fact.is.role === role && fact.validFrom > day);
    return begunBy<ParentageFact>(act, { parentIin: iin, role, basis: 'BIRTH' }, day, next?.validFrom ?? null, next?.beganBy ?? null);
  });
  return requireOneEach([...all, ...begun], parents);
}

/** An adoption ends every parentage that the decision does not keep (art. 100), but not an earlier adoption (art. 107-1). */
export function adopted(all: Parentages, { day, act, parents }: ParentageEvent, kept: readonly string[]): Parentage[] {
  if (all.some(({ validFrom }) => validFrom > day)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'No later parentage may be on record.');
  const holding = all.filter((fact) => holdsOn(fact, day));
  requireNew(holding, parents);
  requireHolding(holding, kept, 'input.keptParents');
  const ended = holding.filter(({ is }) => !kept.includes(is.parentIin));
  if (ended.some(({ is }) => is.basis === 'ADOPTION')) {
    throw new Refused('ALREADY_ADOPTED', 'input.childIin', 'The earlier adoption must be cancelled first (Code on Marriage and Family, art. 107-1).');
  }
  if (holding.some(({ validTo }) => validTo !== null)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'No later end of a parentage may be on record.');
  const begun = parents.map(({ iin, role }) => begunBy<ParentageFact>(act, { parentIin: iin, role, basis: 'ADOPTION' }, day));
  return requireOneEach([...without(all, ended), ...ended.map((fact) => endedBy(act, fact, day)), ...begun], parents);
}

/** An adoption cancelled: it ends that day, and whom the court restores is a parent anew from then on. */
export function cancelled(all: Parentages, { day, act, parents }: ParentageEvent, ended: readonly string[]): Parentage[] {
  const adoptive = requireHolding(all.filter((fact) => holdsOn(fact, day) && fact.is.basis === 'ADOPTION'), ended, 'input.endedParents');
  if (adoptive.some(({ validTo }) => validTo !== null)) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'No later end of the adoption may be on record.');
  const begun = parents.map((parent) => begunBy<ParentageFact>(act, formerOf(all, parent).is, day));
  return requireOneEach([...without(all, adoptive), ...adoptive.map((fact) => endedBy(act, fact, day)), ...begun], parents);
}

/** A parentage that never was: its row is superseded, and the one it had ended has no end any more. */
export function annulled(all: Parentages, { day, parents }: ParentageEvent, ended: readonly string[]): Parentage[] {
  const void_ = requireHolding(all.filter((fact) => holdsOn(fact, day)), ended, 'input.endedParents');
  const reopened = parents.map((parent) => {
    const former = formerOf(all, parent);
    const ender = void_.find(({ validFrom }) => validFrom === former.validTo);
    if (ender === undefined) throw new Refused('NOT_ON_RECORD', parent.field, 'The parentage must be one that the annulled one had ended.');
    return { former, again: withDays(former, { validTo: ender.validTo, endedBy: ender.endedBy }) };
  });
  const rest = without(all, [...void_, ...reopened.map(({ former }) => former)]);
  return requireOneEach([...rest, ...reopened.map(({ again }) => again)], parents);
}

/** The parentages of some people among those given; refuses where one of them has none, or none is named. */
function requireHolding(holding: Parentages, iins: readonly string[], field: string): Parentage[] {
  const found = holding.filter(({ is }) => iins.includes(is.parentIin));
  if (found.length < iins.length) throw new Refused('NOT_ON_RECORD', field, 'On that day everybody named must be a parent of the child, in the way that the change is about.');
  return found;
}

/** The last parentage of somebody that has ended, in the role named. */
function formerOf(all: Parentages, { iin, role, field }: NamedParent): Parentage {
  const former = inOrder(all).findLast(({ is, validTo }) => is.parentIin === iin && is.role === role && validTo !== null);
  if (former === undefined) throw new Refused('NOT_ON_RECORD', field, 'The person must have been a parent of the child, in that role, before.');
  return former;
}

const MAJORITY = 18;
const YOUNG = 3;
const MONTHS = 6;

/** Only minors are adopted (art. 84(1)). */
export function requireMinor(birthDate: CivilDate, day: CivilDate): void {
  if (birthdayAt(birthDate, MAJORITY) <= day) throw new Refused('NOT_A_MINOR', 'input.childIin', 'The child must be under 18 on the day of the adoption (Code on Marriage and Family, art. 84(1)).');
}

/** How far a birth date moves (art. 98(1)); the end of an adoption moves it back at any age. */
export function requireBirthDate(before: CivilDate, birthDate: CivilDate, day: CivilDate, adoption: boolean): void {
  const near = addMonths(before, -MONTHS) <= birthDate && birthDate <= addMonths(before, MONTHS) && birthDate <= day;
  if (near && (!adoption || ageOn(before, day) < YOUNG)) return;
  throw new Refused('BIRTH_DATE_NOT_ALLOWED', 'input.birthDate', 'The day must lie within six months of the one on record and not after the event, and for an adoption the child must be under three (Code on Marriage and Family, art. 98(1)).');
}
