import { OnlineMigration } from '../../shared/database/online-migration.js';

/** What pays an award once for a month: its own payment, and one of arrears for each change of an index and each recalculation; any number that were cancelled. */
export class Migration20261129110100 extends OnlineMigration {
  override up(): void {
    this.createIndex('benefit_payment_stands_once', 'on benefit_payment (award_id, month, index_change_id, recalculation, cancelled_at) nulls not distinct', 'unique index');
  }
}
