import { OnlineMigration } from '../../shared/database/online-migration.js';

/** By the child a paper is found when an adoption must not be led to any more. */
export class Migration20261130240200 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_evidence_child', 'on carer_evidence (child_iin) where child_iin is not null');
  }
}
