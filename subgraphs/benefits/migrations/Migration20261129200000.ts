import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN } from './columns.js';
import { oneOf } from './sql.js';

const PERIOD = 'valid_from date not null, valid_to date check (valid_to > valid_from)';
const MONEY = (column: string): string => `${column} numeric(14, 2) not null check (${column} >= 0)`;
const FIRST_OF_MONTH = (column: string): string => `check (extract(day from ${column}) = 1)`;

/** What rights are judged by, of whom it is about; none of it says where anybody lives. */
const TABLES: Readonly<Record<string, string>> = {
  disability_record: `disability_group text check (disability_group ${oneOf(['I', 'II', 'III'])}), ${PERIOD}`,
  insurance_contribution: `first_month date not null ${FIRST_OF_MONTH('first_month')}, last_month date ${FIRST_OF_MONTH('last_month')} check (last_month >= first_month), ${MONEY('monthly_income')}`,
  income_statement: `quarter date not null ${FIRST_OF_MONTH('quarter')} check (extract(month from quarter) in (1, 4, 7, 10)), ${MONEY('income')}, members int not null check (members between 1 and 50), need_found boolean`,
  study_record: PERIOD,
  mother_award: `award text not null check (award ${oneOf(['KUMIS_ALQA', 'ALTYN_ALQA'])}), ${PERIOD}`,
};

/**
 * The ministry's own evidence: disability, social contributions (a row for months in a row with the same income), stated incomes,
 * full-time study, titles of mothers. By person and for the ministry alone on the register path: no row belongs to a region.
 */
export class Migration20261129200000 extends Migration {
  override up(): void {
    for (const [table, columns] of Object.entries(TABLES)) {
      this.addSql(`create table ${table} (${KEY_COLUMN}, iin ${IIN}, ${columns}, source text not null, recorded_at timestamptz not null default now())`);
      this.addSql(`create index on ${table} (iin)`);
      rowLevelSecurity('benefits', table, { region: null }).forEach((sql) => this.addSql(sql));
    }
  }
}
