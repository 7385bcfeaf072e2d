import { OnlineMigration } from '../../shared/database/online-migration.js';

/** A school's own applications, page by page. */
export class Migration20261202200200 extends OnlineMigration {
  override up(): void {
    this.createIndex('school_application_of_school', 'on school_application (school_id, id)');
  }
}
