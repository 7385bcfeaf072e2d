import { Migration } from '@mikro-orm/migrations';

/** In which engagement something was asked, answered or reviewed: to others it is not told. Null of what a rule did. */
export class Migration20261203420000 extends Migration {
  override up(): void {
    this.addSql('alter table finding_event add column engagement uuid');
  }
}
