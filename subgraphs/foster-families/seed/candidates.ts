import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticCare, SyntheticPerson } from '../../shared/synthetic/household.js';
import { LAW_236 } from '../rules/candidate/condition.js';
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
function papersOf(couple: boolean): (readonly [kind: EvidenceKind, holds: boolean])[] {
  return [
    ...(['CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES', 'TRAINING', 'PROFESSIONAL_CONCLUSION'] as const).map((kind) => [kind, true] as const),
    ...(couple ? ([['MARRIED', true], ['SPOUSE_CONSENT', true], ['SPOUSE_CAPACITY_LIMITED', false]] as const) : [['MARRIED', false] as const]),
    ...SAYS_NO.map((kind) => [kind, false] as const),
  ];
}

const GUARDIANS: ReadonlySet<string> = new Set(['GUARDIANSHIP', 'TRUSTEESHIP']);

/** What is true of a carer and one child: guardians are relatives; and the law asked more of a man who is not married, until 2026. Nothing leads to an adopted child. */
function papersAbout({ sex }: SyntheticPerson, cares: readonly SyntheticCare[]): (readonly [kind: EvidenceKind, child: string])[] {
  const childrenIn = (some: readonly SyntheticCare[]): ReadonlySet<string> => new Set(some.map(({ child }) => child));
  const adopted = childrenIn(cares.filter(({ endReason }) => endReason === 'ADOPTED'));
  const about = (kind: EvidenceKind, some: readonly SyntheticCare[]) => [...childrenIn(some).difference(adopted)].map((child) => [kind, child] as const);
  const raised = sex === 'MALE' ? cares.filter(({ carers }) => carers.length === 1) : [];
  return [...about('RELATIVE_OF_CHILD', cares.filter(({ form }) => GUARDIANS.has(form))), ...about('RAISED_THREE_YEARS', raised)];
}

/** Version of a record with its first decision. */
const DECISION = 3;

/** The decision, and the yearly checks after it that the law asks for by the population's day: since 2026. */
function checksOf(decided: CivilDate, asOf: CivilDate): readonly [CivilDate, ...CivilDate[]] {
  const checks: CivilDate[] = [];
  for (let day = addMonths(decided, 12); day <= asOf; day = addMonths(day, 12)) if (addMonths(day, 12) >= LAW_236) checks.push(day);
  return [decided, ...checks];
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
  const checks = checksOf(decided, asOf);
  const id = write.row('carer_candidate', [person.iin, person.birthDate, person.sex, regionOfDistrict(last.district), last.district, last.body, forms, 'SUITABLE', applied, applied,
    checks.at(-1) ?? decided, family, partner, DECISION + checks.length - 1, ...record(applied)]);
  for (const [kind, holds] of papersOf(last.carers.length > 1)) write.row('carer_evidence', [id, kind, holds, null, null, null, applied, ...record(applied)]);
  write.row('carer_evidence', [id, 'HOUSING', true, '240.00', 2, null, applied, ...record(applied)]);
  for (const [kind, child] of papersAbout(person, cares)) write.row('carer_evidence', [id, kind, true, null, null, child, applied, ...record(applied)]);
  for (const [at, day] of checks.entries()) for (const form of forms) write.row('carer_decision', [id, form, true, [], day, last.body, DECISION + at, ...record(day)]);
  const steps = checks.map((day, at) => [DECISION + at, at === 0 ? 'DECIDE' : 'CHECK', at === 0 ? 'REGISTERED' : 'SUITABLE', 'SUITABLE', day] as const);
  for (const [version, action, from, to, day] of [[1, 'REGISTER', null, 'REGISTERED', applied], [2, 'EVIDENCE', 'REGISTERED', 'REGISTERED', applied], ...steps] as const) {
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
