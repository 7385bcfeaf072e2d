import { Migration } from '@mikro-orm/migrations';
import { mutationTables } from '../../shared/mutation/tables.js';

/** The idempotency keys of mutations. */
export class Migration20261123020000 extends Migration {
  override up(): void {
    for (const sql of mutationTables('registry')) this.addSql(sql);
  }
}
