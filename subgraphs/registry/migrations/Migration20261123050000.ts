import { Migration } from '@mikro-orm/migrations';
import { doorTables } from '../../shared/doors/tables.js';

/** What the gateway door remembers. */
export class Migration20261123050000 extends Migration {
  override up(): void {
    doorTables('registry').forEach((sql) => this.addSql(sql));
  }
}
