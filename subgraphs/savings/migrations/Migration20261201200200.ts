import { OnlineMigration } from '../../shared/database/online-migration.js';

/** By which openings are found that no run made: next to none of a nation's transfers. */
export class Migration20261201200200 extends OnlineMigration {
  override up(): void {
    this.createIndex('transfer_opened_alone', `on transfer (id) where run_id is null and batch_id is null and kind = 'OPENING'`);
  }
}
