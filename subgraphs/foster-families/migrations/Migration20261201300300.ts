import { Migration } from '@mikro-orm/migrations';

/** What an earlier migration could not look at while others wrote. */
export class Migration20261201300300 extends Migration {
  override up(): void {
    this.addSql('alter table placement_event validate constraint placement_event_kind_check');
  }
}
