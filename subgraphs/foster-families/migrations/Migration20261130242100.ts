import { OnlineMigration } from '../../shared/database/online-migration.js';

/** Decisions against somebody are few beside those in favour. */
export class Migration20261130242100 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_decision_unsuitable', 'on carer_decision (candidate_id) where not suitable');
  }
}
