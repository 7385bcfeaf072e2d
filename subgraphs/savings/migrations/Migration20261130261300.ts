import { OnlineMigration } from '../../shared/database/online-migration.js';

/** By whom replaced keys of officials are found, and those who died among all children. */
export class Migration20261130261300 extends OnlineMigration {
  override up(): void {
    this.createIndex('payout_checked_iin', 'on payout (checked_iin)');
    this.createIndex('payout_paid_iin', 'on payout (paid_iin)');
    this.createIndex('listed_child_died', 'on listed_child (died_on) where died_on is not null');
  }
}
