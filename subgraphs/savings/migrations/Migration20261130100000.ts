import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { EXCHANGE_RATES } from './reference/exchange-rates.js';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Official rates of the National Bank, tenge for one US dollar, each in force from its day until the next. */
export class Migration20261130100000 extends Migration {
  override up(): void {
    this.addSql(`create table exchange_rate (
      currency text not null default 'USD' check (currency = 'USD'),
      day date not null,
      kzt numeric(12, 4) not null check (kzt > 0),
      source text not null check (length(source) between 1 and 200),
      certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')),
      recorded_at timestamptz not null default now(),
      primary key (currency, day))`);
    referenceTable('savings', 'exchange_rate').forEach((sql) => this.addSql(sql));
    this.addSql(`grant insert, update on exchange_rate to "${roleName('savings', 'app')}"`);
    const rows = EXCHANGE_RATES.map(({ day, kzt, source, certainty }) => `(${[day, kzt, source, certainty].map((value) => text(value ?? '')).join(', ')})`);
    this.addSql(`insert into exchange_rate (day, kzt, source, certainty) values ${rows.join(', ')}`);
  }
}
