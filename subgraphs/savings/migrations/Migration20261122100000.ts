import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { LAW, YEARS } from './reference/reporting-years.js';

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
