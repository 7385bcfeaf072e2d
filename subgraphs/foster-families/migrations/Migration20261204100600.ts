import { OnlineMigration } from '../../shared/database/online-migration.js';

/** As the index that it replaces, with what a statement says: for a child's options the papers of some thirty people are read, twenty of each, from wherever they lie. */
export class Migration20261204100600 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_evidence_said', 'on carer_evidence (candidate_id, id) include (kind, holds, amount, people, child_iin, valid_from, valid_to)');
    this.dropIndex('carer_evidence_candidate_id_idx');
  }
}
