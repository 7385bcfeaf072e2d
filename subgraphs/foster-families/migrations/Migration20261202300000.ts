import { Migration } from '@mikro-orm/migrations';
import { quickPseudonyms } from '../../shared/export/migration.js';

/** The same pseudonyms for auditors at a third of the cost. */
export class Migration20261202300000 extends Migration {
  override up(): void {
    for (const sql of quickPseudonyms('foster-families')) this.addSql(sql);
  }
}
