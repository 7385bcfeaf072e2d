import { Migration } from '@mikro-orm/migrations';

/** The same of what each run found. Null in rows of before. */
export class Migration20261204200400 extends Migration {
  override up(): void {
    this.addSql('alter table finding_seen add column regions text[], add column parts jsonb');
  }
}
