import { OnlineMigration } from '../../shared/database/online-migration.js';

/** What was decided of a candidate, by form, without its row: yearly checks go by it for every carer of a region. */
export class Migration20261201319000 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_decision_checks', 'on carer_decision (candidate_id) include (form, suitable, decided_on, id)');
  }
}
