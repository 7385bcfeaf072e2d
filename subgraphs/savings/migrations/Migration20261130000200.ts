import { OnlineMigration } from '../../shared/database/online-migration.js';

/**
 * Keys of the ledger. A run credits a child once for a year, its yield with it, whichever of the child's accounts it would be; rows of
 * before the runs are free of it, as is everything else. The year leads, so that a run only ever writes at the end of the index: a key led by
 * the account or the IIN makes it touch every page of the index, and takes longer than the rows.
 */
export class Migration20261130000200 extends OnlineMigration {
  override up(): void {
    this.createIndex('transfer_once', `on transfer (reporting_year, iin, (nullif(run_id is null or kind <> 'ACCRUAL', true)))`, 'unique index');
    this.createIndex('transfer_rounded_once', `on transfer (reporting_year) where kind = 'ROUNDING'`, 'unique index');
    this.createIndex('transfer_taken_back_once', `on transfer (refers_to) where kind = 'REVERSAL'`, 'unique index');
    this.createIndex('transfer_refers_to', 'on transfer (refers_to) where refers_to is not null');
  }
}
