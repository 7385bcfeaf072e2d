import { Migration } from '@mikro-orm/migrations';

/** What an earlier migration could not look at while others wrote. */
export class Migration20261201300400 extends Migration {
  override up(): void {
    this.addSql('alter table placement validate constraint placement_breakdown_check');
  }
}
