import { Migration } from '@mikro-orm/migrations';
import { doorTables } from '../../shared/doors/tables.js';
import { feedTables } from '../../shared/feeds/tables.js';
import { mutationTables } from '../../shared/mutation/tables.js';

/** What every subgraph has: feeds, idempotency keys, and what the gateway door remembers. */
export class Migration20261127000000 extends Migration {
  override up(): void {
    for (const sql of [...feedTables('audit'), ...mutationTables('audit'), ...doorTables('audit')]) this.addSql(sql);
  }
}
