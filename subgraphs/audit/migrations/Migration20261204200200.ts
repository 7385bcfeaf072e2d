import { Migration } from '@mikro-orm/migrations';

export class Migration20261204200200 extends Migration {
  override up(): void {
    this.addSql('alter table finding_event validate constraint finding_event_kind_check');
  }
}
