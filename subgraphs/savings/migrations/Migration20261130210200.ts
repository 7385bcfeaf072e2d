import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { oneOf } from './ledger/chart.js';
import { PUBLISHED_FIGURES } from './reference/published-figures.js';

const FIGURES = ['PARTICIPANTS', 'ACCRUED', 'TURNING_18', 'TURNING_18_ACCRUED', 'SENT_TO_ENPF', 'PAYOUTS', 'PAYOUTS_AMOUNT', 'HOUSING_PAYOUTS', 'HOUSING_PAYOUTS_AMOUNT', 'EDUCATION_PAYOUTS', 'EDUCATION_PAYOUTS_AMOUNT'];

const text = (value: string | null): string => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);

/** What was published of the programme, each figure with its day, source and certainty: what the books are held against. */
export class Migration20261130210200 extends Migration {
  override up(): void {
    this.addSql(`create table published_figure (
      id int generated always as identity primary key,
      reporting_year int not null references reporting_year,
      figure text not null check (figure ${oneOf(FIGURES)}),
      region_kato text check (region_kato ~ '^[0-9]{2}0{7}$'),
      value numeric(18, 2) not null check (value >= 0),
      value_precision numeric(18, 2) not null check (value_precision > 0),
      as_of date not null,
      source text not null,
      certainty text not null check (certainty ${oneOf(['A', 'B', 'C', 'D', 'M'])}),
      unique nulls not distinct (reporting_year, figure, region_kato, as_of, source))`);
    referenceTable('savings', 'published_figure').forEach((sql) => this.addSql(sql));
    const rows = PUBLISHED_FIGURES.map(({ year, figure, region, value, precision, asOf, source, certainty }) => `(${[String(year), text(figure), text(region), value, precision, text(asOf), text(source), text(certainty)].join(', ')})`);
    this.addSql(`insert into published_figure (reporting_year, figure, region_kato, value, value_precision, as_of, source, certainty) values ${rows.join(', ')}`);
  }
}
