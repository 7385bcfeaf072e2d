import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The few visits that found a child in danger, among all: since each its placement is to be reviewed. */
export class Migration20261202200000 extends OnlineMigration {
  override up(): void {
    this.createIndex('placement_visit_danger', `on placement_visit (placement_id, visited_on) where finding = 'DANGER'`);
  }
}
