import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable, rowLevelSecurity, settingsAskedOnce } from '../../shared/database/row-level-security.js';
import { ACCOUNT_KINDS, OF_A_YEAR, oneOf, OWN_ACCOUNTS, REFERRING, rowsOf, TRANSFER_KINDS, TRANSFER_RULES } from './ledger/chart.js';
import { ACCOUNTS_GUARD, GUARD, GUARDED } from './ledger/guard.js';
import { ENTRY, TRANSFER_PART } from './ledger/views.js';

const APP = `"${roleName('savings', 'app')}"`;

/** The whole chart of accounts, every kind of transfer, and what keeps them right whoever inserts them. */
export class Migration20261130000000 extends Migration {
  override up(): void {
    this.rules();
    this.batches();
    this.accounts();
    this.transfers();
    this.guard();
  }

  private rules(): void {
    this.addSql(`create table transfer_rule (kind text not null, debit_kind text not null, credit_kind text not null, primary key (kind, debit_kind, credit_kind))`);
    this.addSql(`insert into transfer_rule values ${rowsOf(TRANSFER_RULES)}`);
    referenceTable('savings', 'transfer_rule').forEach((sql) => this.addSql(sql));
  }

  /** Assets that went to ЕНПФ for those who turn 18 in a year: the openings of a run together, which refer to it. */
  private batches(): void {
    this.addSql(`create table asset_batch (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      run_id bigint not null unique,
      reporting_year int not null references reporting_year,
      made_on date not null,
      persons int not null check (persons >= 0),
      amount numeric(18, 2) not null check (amount >= 0),
      recorded_at timestamptz not null default now())`);
    rowLevelSecurity('savings', 'asset_batch', { region: null }).forEach((sql) => this.addSql(sql));
  }

  private accounts(): void {
    this.addSql('alter table ledger_account drop constraint ledger_account_kind_check');
    this.addSql(`alter table ledger_account add constraint ledger_account_kind check (kind ${oneOf(ACCOUNT_KINDS)}) not valid`);
    this.addSql(`insert into ledger_account (id, kind, opened_on) values ${rowsOf(OWN_ACCOUNTS.map(({ id, kind }) => [id, kind, '2024-01-01']))}`);
  }

  private transfers(): void {
    this.addSql('alter table transfer drop constraint transfer_kind_check, drop constraint transfer_check1');
    this.addSql('alter table transfer alter column iin drop not null');
    // A run's sum and the year's yield on what there was before go the same way on the same day: one row of both, and half the price of two.
    this.addSql('alter table transfer add column run_id bigint, add column batch_id bigint, add column refers_to bigint, add column yield_amount numeric(14, 2)');
    this.addSql(`alter table transfer add constraint transfer_kind check (kind ${oneOf(TRANSFER_KINDS)}) not valid,
      add constraint transfer_of_year check ((reporting_year is not null) = (kind ${oneOf(OF_A_YEAR)})) not valid,
      add constraint transfer_of_somebody check (iin is not null or kind in ('ROUNDING', 'REVERSAL')) not valid,
      add constraint transfer_refers check ((refers_to is not null) = (kind ${oneOf(REFERRING)})) not valid,
      add constraint transfer_yield check (yield_amount is null or (kind = 'ACCRUAL' and yield_amount > 0 and yield_amount < amount)) not valid,
      add constraint transfer_yield_within check (kind <> 'YIELD' or run_id is null) not valid,
      add constraint transfer_of_batch check (batch_id is null or kind = 'OPENING') not valid`);
    // For every row of a nation a lock on both accounts: what checks all rows of a statement at once says the same.
    this.addSql(`alter table transfer drop constraint transfer_debit_account_fkey, drop constraint transfer_credit_account_fkey, drop constraint transfer_reporting_year_fkey`);
    this.addSql(`create policy transfer_by_run on transfer as restrictive for insert to ${APP} with check (kind not in ('ACCRUAL', 'YIELD', 'YIELD_CORRECTION', 'ROUNDING') or run_id is not null)`);
  }

  private guard(): void {
    this.addSql(GUARD);
    this.addSql(GUARDED);
    ACCOUNTS_GUARD.forEach((sql) => this.addSql(sql));
    for (const table of ['transfer', 'savings_claim', 'savings_account', 'listed_child']) settingsAskedOnce(table).forEach((sql) => this.addSql(sql));
    this.addSql(TRANSFER_PART);
    this.addSql(ENTRY);
    this.addSql(`grant select on transfer_part, entry to ${APP}`);
  }
}
