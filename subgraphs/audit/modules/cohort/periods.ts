import { monthNumber, monthStart } from '../../../shared/calendar.js';
import { badInput } from '../../../shared/errors.js';
import type { CohortStep } from './cohort-codes.type.js';
import type { Series } from './cohort-sql.js';
import { notAfter } from './filter/check-values.js';

const MOST_PERIODS = 120;

const yearOf = (day: string): string => `${day.slice(0, 4)}-01-01`;

/** First days of the periods of a series. */
export function periodsOf({ step, first, last }: Series): string[] {
  const length = step === 'MONTH' ? 1 : 12;
  const count = Math.floor((monthNumber(last) - monthNumber(first)) / length) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => monthStart(first, i * length));
}

/** The periods from one day to another, which are not too many, and have begun on the snapshot's day. */
export function seriesOf(step: CohortStep | null, from: string, to: string, day: string): Series {
  const first = step === 'YEAR' ? yearOf(from) : monthStart(from);
  const series = { step: step ?? 'MONTH', first, last: step === 'YEAR' ? yearOf(to) : monthStart(to) };
  if (series.first > series.last) throw badInput('to', 'must not be before `from`.');
  notAfter('to', series.last, day);
  if (step !== null && periodsOf(series).length > MOST_PERIODS) throw badInput('to', `must not be more than ${MOST_PERIODS} periods after \`from\`.`);
  return series;
}

/** A period with both its months. */
interface Window {
  /** First day of the period, which it is told by. */
  readonly first: string;
  readonly months: { readonly from: string; readonly to: string };
}

/** Periods of money: the first and the last are no longer than what was asked for. */
export function windowsOf(step: CohortStep | null, { from, to }: Window['months']): Window[] {
  if (step === null) return [{ first: from, months: { from, to } }];
  return periodsOf({ step, first: step === 'YEAR' ? yearOf(from) : from, last: to }).map((first) => {
    const last = step === 'MONTH' ? first : `${first.slice(0, 4)}-12-01`;
    return { first, months: { from: first < from ? from : first, to: last > to ? to : last } };
  });
}
