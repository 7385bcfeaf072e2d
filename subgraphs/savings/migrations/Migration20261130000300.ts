import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The keys that `transfer_once` stands in for: it finds a child's rows by skipping over years, which are few. */
export class Migration20261130000300 extends OnlineMigration {
  override up(): void {
    this.dropIndex('transfer_iin_idx');
    this.dropIndex('transfer_credit_account_reporting_year_kind_idx');
  }
}
