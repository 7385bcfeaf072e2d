import { addDays, earliest, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import type { IncidentKind, IncidentMeasure, IncidentReporter, IncidentSeverity } from '../modules/incident/incident-codes.type.js';
import { afterCareDueBy, incidentDueBy, planLapsesOn, reviewDueBy } from '../reference/life-terms.js';
import { regionOfDistrict } from '../reference/districts.js';
import { record, type Writer } from './records.js';

/** A placement that was written, with the keys of it and of its family. */
export interface WrittenCare {
  readonly care: SyntheticCare;
  readonly placement: number;
  readonly family: number | null;
}

/** Of how many something was not done in time, is under way, happened or is planned: enough for a few among three thousand children. */
const FORGOTTEN = 0.05;
const UNDER_WAY = 0.05;
const HAPPENED = 0.15;
const PLANNED = 0.4;

/** Days before its last day on which somebody did what is due, and that a review takes. */
const EARLY = 5;

/** Days on which something fell due one after the other, each counted from the one before. */
function dueDays(first: CivilDate, next: (last: CivilDate) => CivilDate | null, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = next(first); day !== null && day <= until; day = next(addDays(day, -EARLY))) days.push(day);
  return days;
}

/** Reviews of a placement that lasts, in time; of a few the last is missing, or not decided. */
function writeReviews({ care: { child, form, from }, placement }: WrittenCare, { seed, asOf }: PopulationFacts, write: Writer): void {
  const lot = chance(seed, child, 'review');
  const days = dueDays(from, (last) => reviewDueBy(form, last), asOf);
  for (const [i, due] of days.entries()) {
    const last = i === days.length - 1;
    if (last && lot < FORGOTTEN) return;
    const began = latest(from, addDays(due, -2 * EARLY));
    const decided = last && lot < FORGOTTEN + UNDER_WAY ? null : addDays(due, -EARLY);
    const [source, recordedAt] = record(began);
    write.row('placement_review', [placement, due, began, began, decided, decided && 'CONTINUE', decided && source, source, recordedAt]);
  }
}

const INCIDENTS: readonly (readonly [IncidentKind, IncidentSeverity, IncidentReporter, IncidentMeasure])[] = [
  ['COMPLAINT', 'MINOR', 'CHILD', 'CHILD_HEARD'],
  ['INJURY', 'SERIOUS', 'SCHOOL', 'MEDICAL_HELP'],
  ['MISSING_CHILD', 'SEVERE', 'CARER', 'POLICE_TOLD'],
  ['VIOLENCE_SUSPECTED', 'SEVERE', 'HEALTH_ORGANISATION', 'POLICE_TOLD'],
];

/** What happened to a few within half a year; every other incident is not closed. */
function writeIncident({ care: { child, from, body }, placement }: WrittenCare, { seed, asOf }: PopulationFacts, write: Writer): void {
  if (chance(seed, child, 'incident') >= HAPPENED) return;
  const at = Math.floor(chance(seed, child, 'incident kind') * INCIDENTS.length);
  const [kind, severity, reporter, measure] = INCIDENTS[at] ?? INCIDENTS[0] ?? (['OTHER', 'MINOR', 'CITIZEN', 'VISITED'] as const);
  const happened = latest(from, addDays(asOf, -1 - Math.floor(chance(seed, child, 'incident day') * 180)));
  const closed = chance(seed, child, 'incident closed') < 0.5 ? earliest(asOf, addDays(happened, 6)) : null;
  const incident = write.row('care_incident', [placement, kind, severity, reporter, happened, happened, closed === null ? incidentDueBy(severity, happened) : null, closed, closed && 'RESOLVED', closed === null ? 1 : 2, ...record(happened)]);
  const step = (version: number, action: string, measures: readonly string[], day: CivilDate): number => write.row('care_incident_event', [incident, action, measures, version, day, day, body, ...record(day)]);
  step(1, 'REPORT', [measure], happened);
  if (closed !== null) step(2, 'CLOSE', ['VISITED', 'CHILD_HEARD'], closed);
}

/** Follow-ups of somebody who came of age in care, in time; of a few the last is missing. */
function writeAfterCare({ care: { child, to, body }, placement }: WrittenCare, { seed, asOf }: PopulationFacts, write: Writer): void {
  if (to === null) return;
  const forgotten = chance(seed, child, 'after-care') < 3 * FORGOTTEN;
  const works = chance(seed, child, 'occupation') < 0.4;
  const days = dueDays(to, afterCareDueBy, asOf);
  for (const due of forgotten ? days.slice(0, -1) : days) {
    const day = addDays(due, -EARLY);
    write.row('after_care_contact', [placement, day, day, true, works ? 'RENTED' : 'HOSTEL', works ? 'WORKS' : 'STUDIES', body, ...record(day)]);
  }
}

const BY_NEW_CONTRACT: ReadonlySet<string> = new Set(['PATRONAGE', 'FOSTER_FAMILY']);

/** What is to go on by a new contract with the same family (132-2(1), 134(1)), signed or not. */
function writePlan({ care: { child, form, body, reason, district, act }, family }: WrittenCare, { seed, asOf }: PopulationFacts, write: Writer): void {
  const lot = chance(seed, child, 'plan');
  if (!BY_NEW_CONTRACT.has(form) || family === null || lot >= PLANNED) return;
  const [decided, signed, from] = [addDays(asOf, -14), addDays(asOf, -7), addDays(asOf, -3 + Math.floor(chance(seed, child, 'planned day') * 28))];
  const withContract = lot < PLANNED / 2;
  const contract = withContract ? [`${act}/2`, signed, body] : [null, null, null];
  const plan = write.row('placement_plan', [child, form, family, body, reason, regionOfDistrict(district), district, withContract ? 'CONTRACT' : 'PLANNED', decided, from, planLapsesOn(from), ...contract, withContract ? 2 : 1, ...record(decided)]);
  write.row('placement_plan_event', [plan, 'PLAN', null, 'PLANNED', 1, decided, decided, body, ...record(decided)]);
  if (withContract) write.row('placement_plan_event', [plan, 'SIGN', 'PLANNED', 'CONTRACT', 2, signed, signed, body, ...record(signed)]);
}

/** What guardianship bodies wrote down of a placement's life beside visits and reports. */
export function writeLife(written: WrittenCare, facts: PopulationFacts, write: Writer): void {
  const { form, to, endReason } = written.care;
  if (form === 'GUEST') return;
  if (endReason === 'MAJORITY') writeAfterCare(written, facts, write);
  if (to !== null) return;
  writeReviews(written, facts, write);
  writeIncident(written, facts, write);
  writePlan(written, facts, write);
}
