import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { oneOf } from './ledger/chart.js';
import { OWED_OF_ENTRY } from './ledger/owed-of-entry.js';
import { PAID, PAID_BY_TWO, PAID_CHECKED } from './ledger/payout-by-two.js';
import { ANOTHER_RELEASES, official } from './ledger/two-officials.js';

const APP = `"${roleName('savings', 'app')}"`;

/** Who pays out is not who checked, whatever leaves: applications, the pension account, heirs. A debt is lowered by a reversal only, and what a run credited is taken back in one way. */
export class Migration20261130261000 extends Migration {
  override up(): void {
    this.settlements();
    this.addSql(OWED_OF_ENTRY);
    // A sum of a year is clawed back, which is counted; that an account was opened is not taken back by hand.
    this.addSql(`delete from transfer_rule where kind = 'REVERSAL' and (debit_kind, credit_kind) in (('CLAIM', 'NATIONAL_FUND'), ('SAVINGS_ACCOUNT', 'CLAIM'))`);
    this.payouts();
  }

  private settlements(): void {
    this.addSql(`create table settlement (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      iin text not null check (length(iin) = 12),
      destination text not null check (destination ${oneOf(['PENSION', 'HEIRS'])}),
      status text not null default 'PREPARED' check (status ${oneOf(['PREPARED', 'DONE', 'WITHDRAWN'])}),
      transfer_id bigint,
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      source text not null check (length(source) between 1 and 200),
      ${official('prepared')},
      ${official('released')},
      recorded_at timestamptz not null default now(),
      constraint settlement_prepared check (prepared_account is not null and prepared_iin is not null and prepared_at is not null),
      constraint settlement_done check ((status = 'DONE') = (released_at is not null) and (status = 'DONE') = (transfer_id is not null)),
      constraint settlement_by_two ${ANOTHER_RELEASES})`);
    this.addSql(`create unique index settlement_waiting on settlement (iin) where status = 'PREPARED'`);
    for (const column of ['iin', 'prepared_iin', 'released_iin']) this.addSql(`create index on settlement (${column})`);
    rowLevelSecurity('savings', 'settlement', { region: null }).forEach((sql) => this.addSql(sql));
    // What was prepared is what is released; keys of people may be replaced.
    this.addSql(`revoke update on settlement from ${APP}`);
    this.addSql(`grant update (status, transfer_id, released_account, released_iin, released_at, iin, prepared_iin) on settlement to ${APP}`);
  }

  private payouts(): void {
    this.addSql(PAID);
    this.addSql(`alter table payout add column checked_account text, add column checked_iin text, add column paid_account text, add column paid_iin text, add column paid_at timestamptz,
      add constraint payout_checked_iin check (length(checked_iin) = 12) not valid, add constraint payout_paid_iin check (length(paid_iin) = 12) not valid,
      add constraint payout_by_two ${PAID_BY_TWO} not valid`);
    this.addSql(`grant update (checked_account, checked_iin, paid_account, paid_iin, paid_at) on payout to ${APP}`);
    this.addSql(PAID_CHECKED);
  }
}
