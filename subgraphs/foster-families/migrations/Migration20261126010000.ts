import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The few placements that wait, among all. */
export class Migration20261126010000 extends OnlineMigration {
  override up(): void {
    this.createIndex('placement_awaiting', 'on placement (id) where awaited_event is not null and valid_to is null');
  }
}
