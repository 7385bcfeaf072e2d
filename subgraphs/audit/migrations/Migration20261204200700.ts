import { Migration } from '@mikro-orm/migrations';

/** By which version of the code an index was worked out. */
export class Migration20261204200700 extends Migration {
  override up(): void {
    this.addSql('alter table region_index add column version integer not null default 1 check (version > 0)');
  }
}
