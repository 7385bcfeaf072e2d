import { Migration } from '@mikro-orm/migrations';
import { feedTables } from '../../shared/feeds/tables.js';

/** What the feeds to and from the other subgraphs are kept in. */
export class Migration20261123000000 extends Migration {
  override up(): void {
    feedTables('savings').forEach((sql) => this.addSql(sql));
  }
}
