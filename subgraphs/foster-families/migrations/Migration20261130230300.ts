import { Migration } from '@mikro-orm/migrations';

/** What the migration before could not look at while others wrote. */
export class Migration20261130230300 extends Migration {
  override up(): void {
    this.addSql('alter table placement_event validate constraint placement_event_kind_check');
    this.addSql('alter table placement validate constraint placement_siblings_apart_check');
  }
}
