import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { roleName } from '../../shared/database/roles.js';
import { BATCH_OPENING, OPENINGS_TAKEN_ALONG, TAKEN_ALONG } from './ledger/batch-openings.js';

const APP = `"${roleName('savings', 'app')}"`;

/** Openings that no run made, as corrections do, go with the batch of assets of the next run: each with one, since a transfer is never changed. */
export class Migration20261201200100 extends Migration {
  override up(): void {
    this.addSql(`create table asset_batch_opening (
      transfer_id bigint primary key,
      batch_id bigint not null references asset_batch,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on asset_batch_opening (batch_id)');
    rowLevelSecurity('savings', 'asset_batch_opening', { region: null }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on asset_batch_opening from ${APP}`);
    this.addSql(TAKEN_ALONG);
    this.addSql(OPENINGS_TAKEN_ALONG);
    this.addSql(BATCH_OPENING);
    this.addSql(`grant select on batch_opening to ${APP}`);
  }
}
