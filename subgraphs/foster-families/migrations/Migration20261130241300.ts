import { Migration } from '@mikro-orm/migrations';

/** What an earlier migration could not look at while others wrote. */
export class Migration20261130241300 extends Migration {
  override up(): void {
    this.addSql('alter table care_need_event validate constraint care_need_event_action_check');
  }
}
