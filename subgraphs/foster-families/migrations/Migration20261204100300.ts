import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The contract before, in the same family: looked for beside every placement of a region, and mostly not there. */
export class Migration20261204100300 extends OnlineMigration {
  override up(): void {
    this.createIndex('placement_before', 'on placement (iin, family_id, valid_to) where valid_to is not null');
  }
}
