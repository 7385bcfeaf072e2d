import { OnlineMigration } from '../../shared/database/online-migration.js';

/** A pair of siblings that adoption has sealed may be said anew: whoever says it hears the same as of strangers. */
export class Migration20261130241100 extends OnlineMigration {
  override up(): void {
    this.createIndex('care_sibling_pair', 'on care_sibling (iin, sibling_iin) where sealed_on is null', 'unique index');
    this.createIndex('care_sibling_iin', 'on care_sibling (iin)');
  }
}
