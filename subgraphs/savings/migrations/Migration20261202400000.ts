import { Migration } from '@mikro-orm/migrations';
import { quickPseudonyms } from '../../shared/export/migration.js';

/** Pseudonyms for auditors in a third of the time. */
export class Migration20261202400000 extends Migration {
  override up(): void {
    for (const sql of quickPseudonyms('savings')) this.addSql(sql);
  }
}
