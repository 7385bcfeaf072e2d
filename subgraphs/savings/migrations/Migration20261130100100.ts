import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable, rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { oneOf, rowsOf } from './ledger/chart.js';
import { PAYOUT_GUARD, PAYOUTS_GUARDED } from './ledger/payout-guard.js';
import { PAYOUT_OPERATORS } from './reference/payout-operators.js';

const HOUSING = ['HOUSING_PURCHASE', 'HOUSING_CONSTRUCTION', 'DOWN_PAYMENT', 'MORTGAGE_REPAYMENT', 'HOUSING_DEPOSIT'];
const EDUCATION = ['TUITION', 'EDUCATION_DEPOSIT'];
const STATES = ['SUBMITTED', 'CHECKED', 'REFUSED', 'PAID', 'USED', 'RETURNED'];
const REASONS = ['PAPERS_INCOMPLETE', 'USE_NOT_ALLOWED', 'WITHDRAWN'];
const ACTIONS = ['SUBMIT', 'CHECK', 'REFUSE', 'PAY', 'USE', 'RETURN', 'REOPEN'];

const IIN = 'check (length(iin) = 12)';

/** Applications for savings after majority, with a journal that nobody edits, and the operators that they go through. */
export class Migration20261130100100 extends Migration {
  override up(): void {
    this.operators();
    this.payouts();
    this.journal();
    this.addSql(PAYOUT_GUARD);
    this.addSql(PAYOUTS_GUARDED);
  }

  private operators(): void {
    this.addSql(`create table payout_operator (
      bin text primary key check (bin ~ '^[0-9]{12}$'),
      name text not null,
      valid_from date not null default '2024-02-01', valid_to date check (valid_to > valid_from),
      source text not null,
      certainty text not null check (certainty ${oneOf(['A', 'B', 'C', 'D', 'M'])}))`);
    this.addSql(`insert into payout_operator (bin, name, source, certainty) values ${rowsOf(PAYOUT_OPERATORS.map(({ bin, name, source, certainty }) => [bin, name, source, certainty]))}`);
    referenceTable('savings', 'payout_operator').forEach((sql) => this.addSql(sql));
  }

  /** Housing is paid for in Kazakhstan only. Money that was sent is a transfer of the ledger. */
  private payouts(): void {
    this.addSql(`create table payout (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      iin text not null ${IIN},
      savings_account_id bigint not null references savings_account,
      use text not null check (use ${oneOf([...HOUSING, ...EDUCATION])}),
      country text not null check (country ~ '^[A-Z]{2}$'),
      amount numeric(14, 2) not null check (amount > 0),
      operator_bin text not null references payout_operator,
      representative_iin text check (length(representative_iin) = 12),
      representation_act text check (length(representation_act) between 1 and 200),
      state text not null default 'SUBMITTED' check (state ${oneOf(STATES)}),
      reason text check (reason ${oneOf(REASONS)}),
      submitted_on date not null,
      check_by date not null, pay_by date, use_by date,
      transfer_id bigint,
      used_amount numeric(14, 2),
      version int not null default 1,
      recorded_at timestamptz not null default now(),
      constraint payout_housing_here check (use ${oneOf(EDUCATION)} or country = 'KZ'),
      constraint payout_represented check ((representative_iin is null) = (representation_act is null)),
      constraint payout_reason check ((reason is not null) = (state = 'REFUSED')),
      constraint payout_used check ((used_amount is not null) = (state ${oneOf(['USED', 'RETURNED'])}) and used_amount between 0 and amount and (used_amount > 0) = (state = 'USED')),
      constraint payout_sent check ((transfer_id is not null) = (state ${oneOf(['PAID', 'USED', 'RETURNED'])})))`);
    this.addSql('create index on payout (iin)');
    this.addSql('create index on payout (representative_iin)');
    this.addSql(`create index on payout (savings_account_id) where state ${oneOf(['SUBMITTED', 'CHECKED'])}`);
    rowLevelSecurity('savings', 'payout', { region: null }).forEach((sql) => this.addSql(sql));
  }

  private journal(): void {
    this.addSql(`create table payout_event (
      id bigint generated always as identity primary key,
      payout_id bigint not null references payout,
      version int not null,
      action text not null check (action ${oneOf(ACTIONS)}),
      from_state text check (from_state ${oneOf(STATES)}),
      to_state text not null check (to_state ${oneOf(STATES)}),
      reason text check (reason ${oneOf(REASONS)}),
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      source text not null,
      account text, organisation text check (organisation ~ '^[0-9]{12}$'),
      recorded_at timestamptz not null default now(),
      unique (payout_id, version))`);
    rowLevelSecurity('savings', 'payout_event', { condition: visibleThrough('payout', 'id', 'payout_event.payout_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on payout_event from "${roleName('savings', 'app')}"`);
  }
}
