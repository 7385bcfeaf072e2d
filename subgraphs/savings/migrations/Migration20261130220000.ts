import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { oneOf } from './ledger/chart.js';
import { CORRECTION_OWED } from './ledger/owed.js';
import { ANOTHER_RELEASES, official } from './ledger/two-officials.js';

const APP = `"${roleName('savings', 'app')}"`;

const REASONS = ['NOT_A_CITIZEN', 'AFTER_MAJORITY', 'AFTER_DEATH', 'DUPLICATE', 'WRONG_SUM', 'BOOKED_IN_ERROR', 'COURT_DECISION'];

/** Corrections of the ledger: prepared by one official, released by another. What could not be taken back because it was paid out is owed. */
export class Migration20261130220000 extends Migration {
  override up(): void {
    this.addSql(`create table correction (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      iin text not null check (length(iin) = 12),
      kind text not null check (kind ${oneOf(['CLAWBACK', 'REVERSAL'])}),
      transfer_id bigint not null,
      reason text not null check (reason ${oneOf(REASONS)}),
      amount numeric(14, 2) not null check (amount > 0),
      status text not null default 'PREPARED' check (status ${oneOf(['PREPARED', 'DONE', 'WITHDRAWN'])}),
      taken numeric(14, 2) check (taken between 0 and amount),
      clawback_id bigint,
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      source text not null check (length(source) between 1 and 200),
      ${official('prepared')},
      ${official('released')},
      recorded_at timestamptz not null default now(),
      constraint correction_prepared check (prepared_account is not null and prepared_iin is not null and prepared_at is not null),
      constraint correction_done check ((status = 'DONE') = (released_at is not null) and (status = 'DONE') = (taken is not null)),
      constraint correction_by_two ${ANOTHER_RELEASES})`);
    this.addSql(`create unique index correction_waiting on correction (transfer_id) where status = 'PREPARED'`);
    this.addSql('create index on correction (iin)');
    this.addSql('create index on correction (prepared_iin)');
    this.addSql('create index on correction (released_iin)');
    rowLevelSecurity('savings', 'correction', { region: null }).forEach((sql) => this.addSql(sql));
    // What was prepared is what is released; keys of people may be replaced.
    this.addSql(`revoke update on correction from ${APP}`);
    this.addSql(`grant update (status, taken, clawback_id, released_account, released_iin, released_at, iin, prepared_iin) on correction to ${APP}`);
    this.addSql('create index on correction (transfer_id, id)');
    this.addSql(CORRECTION_OWED);
    this.addSql(`grant select on correction_owed to ${APP}`);
  }
}
