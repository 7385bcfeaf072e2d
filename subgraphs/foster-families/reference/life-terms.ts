import { addDays, addMonths, latest } from '../../shared/calendar.js';
import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../shared/dated.js';
import type { PlacementFormCode } from '../modules/form/placement-form.type.js';
import type { IncidentSeverity } from '../modules/incident/incident-codes.type.js';

/*
 * How often placements are reviewed, incidents looked after and those followed who have left care. No act that was read sets it: all of
 * it is configuration, marked M. A change is a new row with its own period.
 */

interface Configured extends DatedPeriod {
  readonly article: string;
  readonly certainty: Certainty;
}

/** Nothing is asked of days before: nobody kept records of it then. */
export const ASKED_SINCE = '2026-01-01';

const UN_67 = 'Configuration: every three months, as the UN Guidelines for the Alternative Care of Children have it (A/RES/64/142, para. 67)';
const HALF = 'Configuration: half a year, as reports fall due (132-3(3), 135(1))';
const YEAR = 'Configuration: a year, as the suitability of guardians is confirmed';
const since = { validFrom: ASKED_SINCE, validTo: null, certainty: 'M' } as const;

/** Months between reviews of a placement. A guest stay is not reviewed: it is over before. */
export interface ReviewTerm extends Configured {
  readonly form: PlacementFormCode;
  readonly months: number;
}

export const REVIEW_TERMS: readonly ReviewTerm[] = [
  { form: 'INSTITUTION', months: 3, article: UN_67, ...since },
  { form: 'PROFESSIONAL_FOSTER', months: 3, article: UN_67, ...since },
  { form: 'FOSTER_FAMILY', months: 6, article: HALF, ...since },
  { form: 'PATRONAGE', months: 6, article: HALF, ...since },
  { form: 'GUARDIANSHIP', months: 12, article: YEAR, ...since },
  { form: 'TRUSTEESHIP', months: 12, article: YEAR, ...since },
];

/** When a placement is to be reviewed next: counted from the last review that was decided, or from its first day. Null for a form that is not reviewed. */
export function reviewDueBy(form: PlacementFormCode, last: CivilDate): CivilDate | null {
  const from = latest(last, ASKED_SINCE);
  const term = REVIEW_TERMS.find((one) => one.form === form && holdsOn(one, from));
  return term === undefined ? null : addMonths(from, term.months);
}

/** Days after which an incident that is not closed is looked after again. */
export interface IncidentTerm extends Configured {
  readonly severity: IncidentSeverity;
  readonly days: number;
}

const PRACTICE = 'Configuration: the sooner the graver';

export const INCIDENT_TERMS: readonly IncidentTerm[] = [
  { severity: 'SEVERE', days: 1, article: PRACTICE, ...since, validFrom: '2011-12-26' },
  { severity: 'SERIOUS', days: 7, article: PRACTICE, ...since, validFrom: '2011-12-26' },
  { severity: 'MINOR', days: 30, article: PRACTICE, ...since, validFrom: '2011-12-26' },
];

/** By when an incident is to be looked after again, from the day on which that was done last. */
export function incidentDueBy(severity: IncidentSeverity, last: CivilDate): CivilDate {
  const term = INCIDENT_TERMS.find((one) => one.severity === severity && holdsOn(one, last));
  if (term === undefined) throw new Error(`No term for ${severity}.`);
  return addDays(last, term.days);
}

/** Months between follow-ups of somebody who has left care as an adult, until an age. */
export interface AfterCareTerm extends Configured {
  readonly months: number;
  readonly untilAge: number;
}

export const AFTER_CARE: AfterCareTerm = { months: 6, untilAge: 23, article: 'Configuration: twice a year until 23, as the UN Guidelines ask for after-care (A/RES/64/142, para. 131-136)', ...since };

/** By when somebody is to be followed up next, from the last time or the day on which they left care. */
export const afterCareDueBy = (last: CivilDate): CivilDate => addMonths(latest(last, ASKED_SINCE), AFTER_CARE.months);

/** Months that a planned placement holds room in a family beyond the day on which it should have begun. */
export const PLAN_MONTHS = { months: 1, article: 'Configuration: a month', certainty: 'M' } as const satisfies Omit<Configured, 'validFrom'> & { readonly months: number };

/** First day on which a plan holds no room any more. */
export const planLapsesOn = (plannedFrom: CivilDate): CivilDate => addMonths(plannedFrom, PLAN_MONTHS.months);
