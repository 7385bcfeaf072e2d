import { OnlineMigration } from '../../shared/database/online-migration.js';

/** What pays an award once for a month: its own payment, and one of arrears for each change of an index. */
export class Migration20261129100200 extends OnlineMigration {
  override up(): void {
    this.createIndex('benefit_payment_once', 'on benefit_payment (award_id, month, index_change_id) nulls not distinct', 'unique index');
  }
}
