import { addDays, addMonths } from '../../shared/calendar.js';
import type { Certainty } from '../../shared/certainty.type.js';
import type { CivilDate } from '../../shared/clock.js';
import { type DatedPeriod, holdsOn } from '../../shared/dated.js';
import { addWorkingDays } from '../../shared/working-days/working-days.js';

/** What is due when in the life of savings. No act with a term was at hand in full, so they are dated configuration. */
export type SavingsTermKind =
  /** After the receipt of an application the operator has checked it. */
  | 'CHECK'
  /** After the check ЕНПФ has transferred the sum to the operator. */
  | 'TRANSFER'
  /** After the transfer the sum has been used, or goes back to ЕНПФ. */
  | 'USE'
  /** After the 18th birthday what nobody asked for goes to the pension account. */
  | 'UNCLAIMED';

interface SavingsTerm extends DatedPeriod {
  readonly kind: SavingsTermKind;
  readonly count: number;
  readonly unit: 'WORKING_DAYS' | 'CALENDAR_DAYS' | 'YEARS';
  readonly source: string;
  readonly certainty: Certainty;
}

/** Since the programme began; no others are known. */
const ALWAYS = { validFrom: '2024-01-01', validTo: null } as const;

export const SAVINGS_TERMS: readonly SavingsTerm[] = [
  { kind: 'CHECK', count: 10, unit: 'WORKING_DAYS', ...ALWAYS, source: 'copy of the rules of use for education (joint order 51/29 of February 2024)', certainty: 'C' },
  { kind: 'TRANSFER', count: 5, unit: 'WORKING_DAYS', ...ALWAYS, source: 'from memory; not confirmed', certainty: 'M' },
  { kind: 'USE', count: 45, unit: 'WORKING_DAYS', ...ALWAYS, source: 'bcc.kz: returned when not used within 45 working days of crediting', certainty: 'C' },
  { kind: 'UNCLAIMED', count: 10, unit: 'YEARS', ...ALWAYS, source: 'silkwaytv.kz, lifeinsurance.kz, cn.inform.kz', certainty: 'C' },
];

/** The term in force on a day; before the programme began the first one. */
function termOn(kind: SavingsTermKind, on: CivilDate): SavingsTerm {
  const ofKind = SAVINGS_TERMS.filter((term) => term.kind === kind);
  const found = ofKind.find((term) => holdsOn(term, on)) ?? ofKind.find(({ validFrom }) => on < validFrom);
  if (found === undefined) throw new RangeError(`no term ${kind} on ${on}`);
  return found;
}

/** The last day of a term that begins with a day; of one in years, the day on which they are over. */
export function termEnds(kind: SavingsTermKind, from: CivilDate): CivilDate {
  const { count, unit } = termOn(kind, from);
  if (unit === 'YEARS') return addMonths(from, count * 12);
  return unit === 'WORKING_DAYS' ? addWorkingDays(from, count) : addDays(from, count);
}
