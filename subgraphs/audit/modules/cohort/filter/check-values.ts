import type { Decimal } from 'decimal.js';
import { badInput } from '../../../../shared/errors.js';
import { isRegion } from '../../../../shared/scalars/scalars.js';
import { isBenefitTier } from './benefit-tiers.js';
import type { CohortBenefitFilter, CohortChildFilter, CohortFilter, CohortMonths, CohortSavingsFilter, CohortSchoolingFilter } from './cohort-filter.type.js';

/*
 * What can be true of nobody is turned down instead of answered: it would be told as TOO_FEW, as if there were few, and cost a unit. It looks
 * at the words and the snapshot's month, never at data, so that being turned down says nothing of anybody.
 */

/** Of what the National Fund credits children with: 2023 is the first year that it reported on so. */
export const FIRST_REPORTING_YEAR = 2023;

const OLDEST = 120;
const HIGHEST_CLASS = 11;
const SHIFTS = 3;

type Range = readonly [low: number, high: number];

function between(path: string, values: readonly (number | null | undefined)[], [low, high]: Range): void {
  if (values.some((value) => value != null && (value < low || value > high))) throw badInput(path, `must be from ${low} to ${high}.`);
}

function span(path: string, [low, from]: readonly [string, number | null | undefined], [high, to]: readonly [string, number | null | undefined], range: Range): void {
  between(`${path}.${low}`, [from], range);
  between(`${path}.${high}`, [to], range);
  if (from != null && to != null && from > to) throw badInput(`${path}.${high}`, `must not be less than \`${low}\`.`);
}

/** Nothing is known of months after the snapshot's: what lasts would be the same in each of them, under another draw of noise. */
export function notAfter(path: string, day: string | null | undefined, snapshotDay: string): void {
  const month = snapshotDay.slice(0, 7);
  if (day != null && day.slice(0, 7) > month) throw badInput(path, `must not be after ${month}, the snapshot's month.`);
}

function checkChild(path: string, { regions, ageFrom, ageTo }: CohortChildFilter): void {
  if (regions?.every(isRegion) === false) throw badInput(`${path}.regions`, 'must be regions by their KATO, and no districts.');
  span(path, ['ageFrom', ageFrom], ['ageTo', ageTo], [0, OLDEST]);
}

function checkBenefit(path: string, { tiers }: CohortBenefitFilter): void {
  if (tiers?.every(isBenefitTier) === false) throw badInput(`${path}.tiers`, 'must be cases that a programme has, as `BenefitProgramme.rates` and awards name them, e.g. CHILDREN_5.');
}

function checkSavings(path: string, { onListOf, missedIn, balanceFrom, balanceTo }: CohortSavingsFilter, snapshotDay: string): void {
  const years = [FIRST_REPORTING_YEAR, Number(snapshotDay.slice(0, 4))] as const;
  between(`${path}.onListOf`, onListOf ?? [], years);
  between(`${path}.missedIn`, missedIn ?? [], years);
  const negative = (amount: Decimal | null | undefined): boolean => amount?.lt(0) === true;
  if (negative(balanceFrom)) throw badInput(`${path}.balanceFrom`, 'must not be negative.');
  if (negative(balanceTo)) throw badInput(`${path}.balanceTo`, 'must not be negative.');
  if (balanceFrom != null && balanceTo?.lt(balanceFrom) === true) throw badInput(`${path}.balanceTo`, 'must not be less than `balanceFrom`.');
}

function checkSchooling(path: string, { classFrom, classTo, shifts }: CohortSchoolingFilter): void {
  span(path, ['classFrom', classFrom], ['classTo', classTo], [0, HIGHEST_CLASS]);
  between(`${path}.shifts`, shifts ?? [], [1, SHIFTS]);
}

function checkMonths(path: string, months: CohortMonths | null | undefined, snapshotDay: string): void {
  notAfter(`${path}.from`, months?.from, snapshotDay);
  notAfter(`${path}.to`, months?.to, snapshotDay);
}

function checkTimes(path: string, { child, benefit, savings, care, schooling, parentalRights, guardianship }: CohortFilter, snapshotDay: string): void {
  checkMonths(`${path}.child.born`, child?.born, snapshotDay);
  checkMonths(`${path}.benefit.paidFor`, benefit?.paidFor, snapshotDay);
  checkMonths(`${path}.savings.payoutMonths`, savings?.payoutMonths, snapshotDay);
  for (const [name, part] of Object.entries({ benefit, care, schooling, parentalRights, guardianship })) checkMonths(`${path}.${name}.months`, part?.months, snapshotDay);
}

/** Throws `BAD_USER_INPUT` that names the value's place, never the value. The filter's size was looked at before. */
export function checkValues(path: string, filter: CohortFilter, snapshotDay: string): void {
  const { child, benefit, savings, schooling } = filter;
  if (child != null) checkChild(`${path}.child`, child);
  if (benefit != null) checkBenefit(`${path}.benefit`, benefit);
  if (savings != null) checkSavings(`${path}.savings`, savings, snapshotDay);
  if (schooling != null) checkSchooling(`${path}.schooling`, schooling);
  checkTimes(path, filter, snapshotDay);
  for (const one of filter.all ?? []) checkValues(`${path}.all`, one, snapshotDay);
  for (const one of filter.any ?? []) checkValues(`${path}.any`, one, snapshotDay);
  if (filter.not != null) checkValues(`${path}.not`, filter.not, snapshotDay);
}
