import { OnlineMigration } from '../../shared/database/online-migration.js';

/** As `carer_decision_checks`, which it replaces, with the form as a key: a yearly check is looked for in one form, and of one day or later. */
export class Migration20261204100400 extends OnlineMigration {
  override up(): void {
    this.createIndex('carer_decision_form', 'on carer_decision (candidate_id, form, decided_on) include (suitable, id)');
    this.dropIndex('carer_decision_checks');
  }
}
