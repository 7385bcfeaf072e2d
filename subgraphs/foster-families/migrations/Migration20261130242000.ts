import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The last visit to each of a region's children is one look-up. */
export class Migration20261130242000 extends OnlineMigration {
  override up(): void {
    this.createIndex('placement_visit_seen', 'on placement_visit (placement_id, visited_on) where child_seen');
  }
}
