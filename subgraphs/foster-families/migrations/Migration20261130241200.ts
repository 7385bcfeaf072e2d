import { Migration } from '@mikro-orm/migrations';

/** The index of the migration before takes its place. */
export class Migration20261130241200 extends Migration {
  override up(): void {
    this.addSql('alter table care_sibling drop constraint care_sibling_iin_sibling_iin_key');
  }
}
