import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { oneOf } from './ledger/chart.js';

const APP = `"${roleName('savings', 'app')}"`;

/** What runs leave to officials, counting and crediting: of whom, which year, why. Written with the part that found it; it ends when it is found no more. */
export class Migration20261201200600 extends Migration {
  override up(): void {
    this.addSql(`create table accrual_run_left (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      run_id bigint not null, part int not null,
      credited boolean not null,
      iin text not null check (length(iin) = 12),
      reason text not null check (reason ${oneOf(['TOO_MUCH', 'ON_ANOTHER_CLAIM', 'PAID_TO_HEIRS', 'REFUSED_BY_LEDGER'])}),
      reporting_year int not null,
      amount numeric(14, 2) check (amount > 0),
      refused_by text check (length(refused_by) between 1 and 63),
      state text not null default 'OPEN' check (state ${oneOf(['OPEN', 'RESOLVED', 'FOUND_AGAIN'])}),
      ended_at timestamptz,
      recorded_at timestamptz not null default now(),
      foreign key (run_id, part) references accrual_run_part,
      constraint accrual_run_left_amount check (amount is not null or reason = 'REFUSED_BY_LEDGER'),
      constraint accrual_run_left_refused check (refused_by is null or reason = 'REFUSED_BY_LEDGER'),
      constraint accrual_run_left_ended check ((ended_at is not null) = (state <> 'OPEN')))`);
    this.addSql('create index on accrual_run_left (run_id, part)');
    this.addSql('create index on accrual_run_left (iin)');
    rowLevelSecurity('savings', 'accrual_run_left', { region: null }).forEach((sql) => this.addSql(sql));
    // What was found stays; how much of it is so still, and whether it is over, changes.
    this.addSql(`revoke update on accrual_run_left from ${APP}`);
    this.addSql(`grant update (state, ended_at, amount, iin) on accrual_run_left to ${APP}`);
  }
}
