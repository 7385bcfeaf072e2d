import { Migration } from '@mikro-orm/migrations';

/** The wider list of reasons holds for every award. */
export class Migration20261129000200 extends Migration {
  override up(): void {
    this.addSql('alter table benefit_award validate constraint benefit_award_end_reason_check');
  }
}
