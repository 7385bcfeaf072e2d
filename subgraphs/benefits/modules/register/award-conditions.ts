import type { CivilDate } from '../../../shared/clock.js';
import type { BenefitAwardFilter } from './award-filter.type.js';

/** SQL with `?` for values, about an award `a`. */
export interface Conditions {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Where an award stands on a day; an active one whose last day has passed is completed, and nobody has touched it. */
const STATUS = `case when a.status = 'ACTIVE' and a.until < ?::date then 'COMPLETED' else a.status end = ?`;

/** Of the amount on a day, or on the award's last when that lies before. */
const ofAmount = (condition: string): string =>
  `exists (select 1 from benefit_award_amount x where x.award_id = a.id and x.valid_from <= least(a.until, ?::date) and (x.valid_to is null or x.valid_to > least(a.until, ?::date)) and ${condition})`;

/** What each condition of a filter asks, in SQL. */
const SQL: { readonly [K in keyof Required<BenefitAwardFilter>]: (value: NonNullable<BenefitAwardFilter[K]>, today: CivilDate) => Conditions } = {
  programme: (value) => ({ sql: 'a.programme = ?', values: [value] }),
  component: (value) => ({ sql: 'a.component = ?', values: [value] }),
  status: (value, today) => ({ sql: STATUS, values: [today, value] }),
  suspended: (value) => ({ sql: `(a.status = 'SUSPENDED') = ?`, values: [value] }),
  endReason: (value) => ({ sql: 'a.end_reason = ?', values: [value] }),
  regionKato: (value) => ({ sql: 'a.region_kato = ?', values: [value] }),
  decidingBody: (value) => ({ sql: 'a.deciding_body = ?', values: [value] }),
  childIin: (value) => ({ sql: 'exists (select 1 from benefit_award_child c where c.award_id = a.id and c.iin = ?)', values: [value] }),
  recipientIin: (value) => ({ sql: 'a.recipient_iin = ?', values: [value] }),
  recipientBin: (value) => ({ sql: 'a.recipient_bin = ?', values: [value] }),
  decidedFrom: (value) => ({ sql: 'a.decided_on >= ?', values: [value] }),
  decidedTo: (value) => ({ sql: 'a.decided_on <= ?', values: [value] }),
  receivedFrom: (value) => ({ sql: 'a.received_on >= ?', values: [value] }),
  receivedTo: (value) => ({ sql: 'a.received_on <= ?', values: [value] }),
  sinceFrom: (value) => ({ sql: 'a.since >= ?', values: [value] }),
  sinceTo: (value) => ({ sql: 'a.since <= ?', values: [value] }),
  untilFrom: (value) => ({ sql: 'a.until >= ?', values: [value] }),
  untilTo: (value) => ({ sql: 'a.until <= ?', values: [value] }),
  tier: (value, today) => ({ sql: ofAmount('x.tier = ?'), values: [today, today, value] }),
  amountFrom: (value, today) => ({ sql: ofAmount('x.gross - x.withheld >= ?::numeric'), values: [today, today, value.toFixed()] }),
  amountTo: (value, today) => ({ sql: ofAmount('x.gross - x.withheld <= ?::numeric'), values: [today, today, value.toFixed()] }),
};

/** What a filter asks of an award, as of a day. Only what is given becomes SQL, so that each list is planned by its own conditions. */
export function conditionsOf(filter: BenefitAwardFilter | undefined, today: CivilDate): Conditions {
  const asks = Object.entries(SQL) as [keyof BenefitAwardFilter, (value: unknown, today: CivilDate) => Conditions][];
  const found = asks.flatMap(([name, ask]) => (filter?.[name] == null ? [] : [ask(filter[name], today)]));
  return { sql: found.length === 0 ? 'true' : found.map(({ sql }) => sql).join(' and '), values: found.flatMap(({ values }) => values) };
}
