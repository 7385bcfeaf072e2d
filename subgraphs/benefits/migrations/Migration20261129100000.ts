import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN, PUBLIC_ID_COLUMN } from './columns.js';
import { oneOf } from './sql.js';

const CAUSES = ['PAID_AFTER_RIGHT_ENDED', 'CHANGE_NOT_REPORTED', 'FALSE_DATA', 'WRONG_AMOUNT', 'ADOPTION_CANCELLED'];

const REGION = `region_kato text check (region_kato ~ '^[0-9]{2}0{7}$')`;

/** Runs of payments, recalculations after a change of an index, and what was overpaid and comes back. */
export class Migration20261129100000 extends Migration {
  override up(): void {
    this.runs();
    this.indexChanges();
    this.overpayments();
    this.recoveries();
    this.secure();
  }

  /** A run goes along the awards by their key and says how far it has come; one at a time for a month and place. */
  private runs(): void {
    this.addSql(`create table payment_run (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      month date not null check (extract(day from month) = 1),
      ${REGION},
      dry boolean not null,
      status text not null default 'RUNNING' check (status ${oneOf(['RUNNING', 'DONE'])}),
      cursor bigint not null default 0, last bigint not null, awards bigint not null, looked_at bigint not null default 0,
      started_at timestamptz not null default now(), finished_at timestamptz, recorded_at timestamptz not null default now(),
      check ((status = 'DONE') = (finished_at is not null)))`);
    this.addSql(`create unique index payment_run_one on payment_run (month, region_kato, dry) nulls not distinct where status = 'RUNNING'`);
    this.addSql(`create table payment_run_total (
      run_id bigint not null references payment_run,
      programme text not null references benefit_programme,
      region_kato text not null,
      payments bigint not null, amount numeric not null, withheld numeric not null, recovered numeric not null,
      unpriced bigint not null,
      recorded_at timestamptz not null default now(),
      primary key (run_id, programme, region_kato))`);
  }

  private indexChanges(): void {
    this.addSql(`create table index_change (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      valid_from date not null unique,
      effective_on date not null check (effective_on >= valid_from),
      status text not null default 'RUNNING' check (status ${oneOf(['RUNNING', 'DONE'])}),
      cursor bigint not null default 0, last bigint not null,
      started_at timestamptz not null default now(), finished_at timestamptz, recorded_at timestamptz not null default now())`);
    this.addSql(`create table award_recalculation (${KEY_COLUMN},
      index_change_id bigint not null references index_change,
      award_id bigint not null references benefit_award,
      valid_from date not null,
      old_exact numeric not null, old_gross numeric(14, 2) not null, old_withheld numeric(14, 2) not null,
      new_exact numeric, new_gross numeric(14, 2), new_withheld numeric(14, 2),
      recorded_at timestamptz not null default now(),
      check (num_nulls(new_exact, new_gross, new_withheld) in (0, 3)),
      unique (index_change_id, award_id, valid_from))`);
    this.addSql('create index on award_recalculation (award_id)');
  }

  /** What has come back is kept beside the sum, so that the balance cannot fall below zero whoever books at once. */
  private overpayments(): void {
    this.addSql(`create table overpayment (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      award_id bigint not null references benefit_award,
      cause text not null check (cause ${oneOf(CAUSES)}),
      article text not null,
      amount numeric(14, 2) not null check (amount > 0),
      recovered numeric(14, 2) not null default 0 check (recovered >= 0),
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      source text not null,
      version int not null default 1,
      recorded_at timestamptz not null default now(),
      constraint overpayment_balance check (recovered <= amount))`);
    this.addSql('create index on overpayment (award_id)');
    this.addSql(`create table overpayment_month (
      overpayment_id bigint not null references overpayment,
      month date not null check (extract(day from month) = 1),
      amount numeric(14, 2) not null check (amount > 0),
      recorded_at timestamptz not null default now(),
      primary key (overpayment_id, month))`);
  }

  private recoveries(): void {
    this.addSql(`create table recovery_plan (${KEY_COLUMN},
      overpayment_id bigint not null unique references overpayment,
      method text not null check (method ${oneOf(['VOLUNTARY', 'WITHHOLDING'])}),
      article text not null,
      share numeric(5, 4) check (share > 0 and share <= 1),
      agreed_on date not null,
      recorded_at timestamptz not null default now(),
      check ((method = 'WITHHOLDING') = (share is not null)))`);
    this.addSql(`create table recovery_instalment (${KEY_COLUMN},
      plan_id bigint not null references recovery_plan,
      overpayment_id bigint not null references overpayment,
      award_id bigint not null references benefit_award,
      method text not null,
      share numeric(5, 4),
      month date not null check (extract(day from month) = 1),
      amount numeric(14, 2) not null check (amount > 0),
      recorded_at timestamptz not null default now(),
      unique (plan_id, month))`);
    // One sum a month is kept back from an award: two shares together would pass the limit of the law.
    this.addSql(`create unique index recovery_instalment_one_withheld on recovery_instalment (award_id, month) where method = 'WITHHOLDING'`);
    this.addSql('create index on recovery_instalment (overpayment_id)');
    this.addSql(`create table recovery (${KEY_COLUMN},
      overpayment_id bigint not null references overpayment,
      instalment_id bigint unique references recovery_instalment,
      payment_id bigint unique references benefit_payment,
      amount numeric(14, 2) not null check (amount > 0),
      received_on date not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on recovery (overpayment_id)');
  }

  private secure(): void {
    for (const table of ['payment_run', 'payment_run_total']) rowLevelSecurity('benefits', table, { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    rowLevelSecurity('benefits', 'index_change', { region: null }).forEach((sql) => this.addSql(sql));
    for (const table of ['award_recalculation', 'overpayment', 'recovery_instalment']) this.hangOn(table, 'benefit_award', 'award_id');
    for (const table of ['overpayment_month', 'recovery_plan', 'recovery']) this.hangOn(table, 'overpayment', 'overpayment_id');
    const app = `"${roleName('benefits', 'app')}"`;
    for (const table of ['award_recalculation', 'overpayment_month', 'recovery_plan', 'recovery_instalment', 'recovery']) this.addSql(`revoke update on ${table} from ${app}`);
  }

  /** Seen by whoever sees the award: of a shielded child's, on the register path, by the ministry alone. */
  private hangOn(table: string, above: string, key: string): void {
    const condition = visibleThrough(above, 'id', `${table}.${key}`);
    rowLevelSecurity('benefits', table, { condition }).forEach((sql) => this.addSql(sql));
    this.addSql(`create policy ${table}_shielded on ${table} as restrictive for select to "${roleName('benefits', 'app')}" using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible' or ${condition})`);
  }
}
