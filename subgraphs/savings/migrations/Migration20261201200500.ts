import { OnlineMigration } from '../../shared/database/online-migration.js';

/** By which those are found among all children of whom something was told while a run went on. */
export class Migration20261201200500 extends OnlineMigration {
  override up(): void {
    this.createIndex('listed_child_told', 'on listed_child (told_at) where told_at is not null');
  }
}
