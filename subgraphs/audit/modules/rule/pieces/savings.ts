import { monthOf, rows } from './rows.js';

/** Month of the list that a reporting year's sum is due by. */
export const listMonth = (year: string): string => `make_date(cast(${year} as int), 12, 1)`;

/** People who were credited for a year, and not taken back in full, of some `y` of `savings_year`. */
export const ofYear = (where: string): string => rows(
  { about: 'y.subject', region: 'y.region', month: listMonth('y.reporting_year'), amount: 'y.accrued - y.taken_back', facts: { why: `'CREDITED'`, reporting_year: 'y.reporting_year', credited_on: 'y.credited_on' } },
  `savings.savings_year y where y.transfers > 0 and y.taken_back < y.accrued and (${where})`,
);

/** Applications, as some `p` of `savings_payout`. */
export const ofPayout = (where: string, why: string): string => rows(
  { about: 'p.subject', region: 'p.region', month: monthOf('p.submitted_on'), amount: 'p.amount', record: 'p.payout', facts: { why: `'${why}'`, state: 'p.state', operator: 'p.operator', submitted_on: 'p.submitted_on', use_by: 'p.use_by' } },
  `savings.savings_payout p where ${where}`,
);
