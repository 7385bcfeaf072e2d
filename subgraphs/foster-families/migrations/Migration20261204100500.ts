import { OnlineMigration } from '../../shared/database/online-migration.js';

/** As the index that it replaces, with what a statement says: the last word on a right is looked up for every child of a region. */
export class Migration20261204100500 extends OnlineMigration {
  override up(): void {
    this.createIndex('ward_right_last_word', 'on ward_right (placement_id, kind, occurred_on desc, id desc) include (standing)');
    this.dropIndex('ward_right_placement_id_kind_occurred_on_id_idx');
  }
}
