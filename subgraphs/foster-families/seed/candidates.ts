import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticCare, SyntheticPerson } from '../../shared/synthetic/household.js';
import type { EvidenceKind } from '../rules/candidate/evidence.js';
import { regionOfDistrict } from '../reference/districts.js';
import { familyKey } from './families.js';
import { record, type Writer } from './records.js';

/** Days from the application to the decision, and from that to the first child. */
const APPLIED = 60;
const DECIDED = 20;

const SAYS_NO: readonly EvidenceKind[] = ['CAPACITY_LIMITED', 'RIGHTS_REMOVED_OR_LIMITED', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED', 'UNFIT_HEALTH', 'DISPENSARY_REGISTER',
  'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE', 'UNDER_PROSECUTION', 'STATELESS'];

/** Who was found suitable. Whoever has a spouse in the family is married to them. */
function papersOf({ sex }: SyntheticPerson, couple: boolean): (readonly [kind: EvidenceKind, holds: boolean])[] {
  const single: readonly (readonly [EvidenceKind, boolean])[] = sex === 'MALE' ? [['MARRIED', false], ['RAISED_THREE_YEARS', true]] : [['MARRIED', false]];
  return [
    ...(['CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES', 'TRAINING', 'PROFESSIONAL_CONCLUSION'] as const).map((kind) => [kind, true] as const),
    ...(couple ? ([['MARRIED', true], ['SPOUSE_CONSENT', true], ['SPOUSE_CAPACITY_LIMITED', false]] as const) : single),
    ...SAYS_NO.map((kind) => [kind, false] as const),
  ];
}

/** The last yearly check by the population's day. */
function checkedOn(decided: CivilDate, asOf: CivilDate): CivilDate {
  let last = decided;
  while (addMonths(last, 12) <= asOf) last = addMonths(last, 12);
  return last;
}

/** What of a carer's life the databank has. */
interface Carer {
  readonly person: SyntheticPerson;
  readonly cares: readonly SyntheticCare[];
  readonly first: SyntheticCare;
  readonly last: SyntheticCare;
}

function writeCandidate({ person, cares, first, last }: Carer, family: number | null, partner: number | null, asOf: CivilDate, write: Writer): number {
  const [applied, decided] = [addDays(first.from, -APPLIED), addDays(first.from, -DECIDED)];
  const forms = [...new Set(cares.map(({ form }) => form))];
  const id = write.row('carer_candidate', [person.iin, person.birthDate, person.sex, regionOfDistrict(last.district), last.district, last.body, forms, 'SUITABLE', applied, applied,
    checkedOn(decided, asOf), family, partner, 3, ...record(applied)]);
  for (const [kind, holds] of papersOf(person, last.carers.length > 1)) write.row('carer_evidence', [id, kind, holds, null, null, applied, ...record(applied)]);
  write.row('carer_evidence', [id, 'HOUSING', true, '240.00', 2, applied, ...record(applied)]);
  for (const form of forms) write.row('carer_decision', [id, form, true, [], decided, last.body, 3, ...record(decided)]);
  for (const [version, action, from, to, day] of [[1, 'REGISTER', null, 'REGISTERED', applied], [2, 'EVIDENCE', 'REGISTERED', 'REGISTERED', applied], [3, 'DECIDE', 'REGISTERED', 'SUITABLE', decided]] as const) {
    write.row('carer_candidate_event', [id, version, action, from, to, day, day, ...record(day)]);
  }
  return id;
}

/** The records of everybody who ever took in a child of a household: found suitable before the first, and checked every year since. */
export function writeCandidates({ persons, cares }: Household, families: ReadonlyMap<string, number>, asOf: CivilDate, write: Writer): void {
  const people = new Map(persons.map((person) => [person.iin, person]));
  const written = new Map<string, number>();
  const ordered = cares.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const iin of new Set(ordered.flatMap(({ carers }) => carers))) {
    const [person, own] = [people.get(iin), ordered.filter(({ carers }) => carers.includes(iin))];
    const [first, last] = [own.at(0), own.at(-1)];
    if (person === undefined || first === undefined || last === undefined) continue;
    const partner = last.carers.flatMap((other) => written.get(other) ?? []).at(0) ?? null;
    written.set(iin, writeCandidate({ person, cares: own, first, last }, families.get(familyKey(last) ?? '') ?? null, partner, asOf, write));
  }
}
