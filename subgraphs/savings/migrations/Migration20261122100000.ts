import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';

const LAW = 'Law on the Rights of the Child, art. 7-4; Government Decree No. 16 of 18.01.2024';

/**
 * Reporting years as published. A null was never published and is not guessed. `rate` is the average yield of the 18
 * years before the year; `rate_mark` says how sure it is: that of 2024 is derived from the published total of 370.56.
 */
const YEARS = [
  { year: 2023, perChild: '100.52', participants: 6_919_131, total: '695500000', rate: '0.026', rateMark: 'B',
    source: 'National Bank and Ministry of Finance, February 2024 (forbes.kz, finratings.kz)' },
  { year: 2024, perChild: '129.38', participants: null, total: null, rate: '0.0301', rateMark: 'D',
    source: 'ЕНПФ, February 2025 (baq.kz, zakon.kz); rate derived: 370.56 less the other published sums' },
  { year: 2025, perChild: '130.71', participants: 6_918_656, total: null, rate: '0.0297', rateMark: 'B',
    source: 'Vice-Minister of Finance, 31.01.2026 (zakon.kz); ЕНПФ, February 2026' },
] as const;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const values = YEARS.map(({ year, perChild, participants, total, rate, rateMark, source }) =>
  `(${[year, `'${year}-12-31'`, `'${year + 1}-02-01'`, perChild, participants, total, rate, text(rateMark), text(LAW), text(source), `'B'`].map(String).join(', ')})`);

/** What each year's run credits. A later year is a new row of a later migration or of the year's run. */
export class Migration20261122100000 extends Migration {
  override up(): void {
    this.addSql(`create table reporting_year (
      year int primary key,
      list_date date not null,
      credited_on date not null check (credited_on > list_date),
      per_child_usd numeric(12, 2) not null check (per_child_usd > 0),
      participants int check (participants > 0),
      total_usd numeric(18, 2) check (total_usd > 0),
      yield_rate numeric(8, 6) check (yield_rate >= 0),
      yield_certainty text not null check (yield_certainty in ('A', 'B', 'C', 'D', 'M')),
      legal_basis text not null,
      source text not null,
      certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')))`);
    this.addSql(`insert into reporting_year values ${values.join(', ')}`);
    referenceTable('savings', 'reporting_year').forEach((sql) => this.addSql(sql));
  }
}
