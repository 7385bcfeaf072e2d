import { Migration } from '@mikro-orm/migrations';

/** What earlier migrations could not look at while others wrote. */
export class Migration20261202500400 extends Migration {
  override up(): void {
    this.addSql('alter table placement_plan validate constraint placement_plan_reason_check');
    this.addSql('alter table care_need validate constraint care_need_reasons_check');
    this.addSql('alter table placement validate constraint placement_reason_check');
  }
}
