import { Migration } from '@mikro-orm/migrations';

/** Every place that was there has one of the reasons. */
export class Migration20261202100200 extends Migration {
  override up(): void {
    this.addSql('alter table enrolment validate constraint enrolment_leave_reason_check');
  }
}
