import { Migration } from '@mikro-orm/migrations';

export class Migration20261130200300 extends Migration {
  override up(): void {
    this.addSql('alter table placement_event validate constraint placement_event_kind_check');
  }
}
