import { OnlineMigration } from '../../shared/database/online-migration.js';

/** Certificates of training among everything that is known of a carer. */
export class Migration20261130242200 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_evidence_training', `on carer_evidence (candidate_id, valid_from, id) where kind = 'TRAINING' and holds`);
  }
}
