import { Migration } from '@mikro-orm/migrations';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { SOURCED_COLUMNS } from './columns.js';
import { PARAMETER_COLUMNS, PARAMETERS } from './reference/index-parameters.js';
import { PROGRAMME_COLUMNS, PROGRAMMES } from './reference/programmes.js';
import { RATE_COLUMNS, RATES, ROUNDING_COLUMNS, ROUNDINGS, TERM_COLUMNS, TERMS } from './reference/rates.js';
import { insertRows, oneOf } from './sql.js';

/** The catalogue of programmes and the dated figures of the law. */
export class Migration20261122200000 extends Migration {
  override up(): void {
    this.addSql(`create table benefit_programme (
      code text primary key,
      position smallint not null unique,
      unit text not null check (unit ${oneOf(['ONCE', 'MONTHLY'])}),
      scope text not null check (scope ${oneOf(['CHILD', 'FAMILY', 'PERSON'])}),
      budget_level text not null check (budget_level ${oneOf(['REPUBLICAN', 'LOCAL', 'FUND'])}),
      decided_by text not null check (decided_by ${oneOf(['MINISTRY_DEPARTMENT', 'SOCIAL_INSURANCE_FUND', 'LOCAL_EXECUTIVE_BODY', 'GUARDIANSHIP_BODY'])}),
      legal_basis text not null,
      name_kk text not null, name_ru text not null, name_en text not null)`);
    this.addSql(insertRows('benefit_programme', PROGRAMME_COLUMNS, PROGRAMMES));
    this.parameters();
    this.rates();
    for (const table of ['benefit_programme', 'index_parameter', 'programme_rate', 'programme_term', 'rounding_policy']) {
      referenceTable('benefits', table).forEach((sql) => this.addSql(sql));
    }
  }

  private parameters(): void {
    this.addSql(`create table index_parameter (
      parameter text not null check (parameter ${oneOf(['MCI', 'SM', 'MW'])}),
      amount numeric(14, 2) not null check (amount > 0), ${SOURCED_COLUMNS},
      primary key (parameter, valid_from))`);
    this.addSql(insertRows('index_parameter', PARAMETER_COLUMNS, PARAMETERS));
  }

  private rates(): void {
    this.addSql(`create table programme_rate (
      programme text not null references benefit_programme,
      tier text not null,
      coefficient numeric(9, 4) not null check (coefficient > 0),
      base text not null check (base ${oneOf(['MCI', 'SM', 'MW', 'INCOME', 'PAYMENT'])}),
      per text not null check (per ${oneOf(['AWARD', 'CHILD'])}), ${SOURCED_COLUMNS},
      primary key (programme, tier, valid_from))`);
    this.addSql(insertRows('programme_rate', RATE_COLUMNS, RATES));

    this.addSql(`create table programme_term (
      programme text not null references benefit_programme,
      kind text not null check (kind ${oneOf(['FROM_BIRTH', 'APPLICATION', 'BACKDATING', 'CONTRACT'])}),
      months smallint not null check (months > 0), ${SOURCED_COLUMNS},
      primary key (programme, kind, valid_from))`);
    this.addSql(insertRows('programme_term', TERM_COLUMNS, TERMS));

    this.addSql(`create table rounding_policy (
      programme text references benefit_programme,
      policy text not null check (policy ${oneOf(['CEILING_TO_TENGE'])}), ${SOURCED_COLUMNS},
      unique nulls not distinct (programme, valid_from))`);
    this.addSql(insertRows('rounding_policy', ROUNDING_COLUMNS, ROUNDINGS));
  }
}
