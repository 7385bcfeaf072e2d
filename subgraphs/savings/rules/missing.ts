import type { CivilDate } from '../../shared/clock.js';
import { ageOn } from '../../shared/dated.js';
import { anyHolds } from '../../shared/periods.js';
import { claimsOf, type Participant } from './claims.js';
import { MAJORITY } from './list.js';
import type { RunYear } from './years.js';

/** What keeps a child from sums that it should have. */
export type GapCode = 'NOT_ON_LIST' | 'NOT_A_CITIZEN' | 'CITIZENSHIP_DIFFERS' | 'BIRTH_DATE_DIFFERS' | 'DEATH_DIFFERS' | 'LATE_REGISTRATION' | 'YEAR_NOT_CREDITED';

export interface Gap {
  readonly code: GapCode;
  /** Years that are not credited because of it. */
  readonly reportingYears: readonly number[];
}

/** What the registers have on a child. */
export interface OnRecord {
  /** The civil registry. */
  readonly civil: Omit<Participant, 'registeredOn'>;
  /** The list that the yearly run goes by. */
  readonly listed: Participant | null;
  /** Years credited to the latest claim. */
  readonly credited: ReadonlySet<number>;
  /** Runs that were carried out. */
  readonly runs: readonly RunYear[];
  readonly today: CivilDate;
}

/** What is wrong with the child on the list, as the civil registry has it today; of an adult only that the list cannot make up for years that are missing. */
function listGap({ civil, listed, today }: OnRecord, isMissing: boolean): GapCode | null {
  if (ageOn(civil.birthDate, today) >= MAJORITY) return listed === null && isMissing ? 'NOT_ON_LIST' : null;
  if (!anyHolds(civil.citizenship, today)) return 'NOT_A_CITIZEN';
  if (listed === null) return 'NOT_ON_LIST';
  if (listed.birthDate !== civil.birthDate) return 'BIRTH_DATE_DIFFERS';
  if (listed.diedOn !== null) return 'DEATH_DIFFERS';
  return anyHolds(listed.citizenship, today) ? null : 'CITIZENSHIP_DIFFERS';
}

/** Years that the facts of the registry give, whenever the programme heard of them, and that are not credited. */
function yearsMissing({ civil, credited, runs, today }: OnRecord): RunYear[] {
  const due = claimsOf({ ...civil, registeredOn: civil.birthDate }, runs, today).at(-1);
  if (due === undefined || due.closingReason === 'VOID') return [];
  return runs.filter(({ year }) => due.transfers.some(({ kind, reportingYear }) => kind === 'ACCRUAL' && reportingYear === year) && !credited.has(year));
}

/** What is missing when a child should have sums, or be on the list for the next ones, and has not. Nothing of the dead: no act at hand says what they are due. */
export function gapsOf(record: OnRecord): Gap[] {
  const { civil, listed, runs, today } = record;
  if (civil.diedOn !== null && civil.diedOn <= today) return [];
  const missing = yearsMissing(record);
  const gap = listGap(record, missing.length > 0);
  if (gap !== null) return [{ code: gap, reportingYears: missing.map(({ year }) => year) }];
  // A run since the record arrived should have made up for them.
  const late = listed !== null && runs.every(({ creditedOn }) => creditedOn < listed.registeredOn);
  return missing.length === 0 ? [] : [{ code: late ? 'LATE_REGISTRATION' : 'YEAR_NOT_CREDITED', reportingYears: missing.map(({ year }) => year) }];
}
