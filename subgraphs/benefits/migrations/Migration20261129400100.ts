import { Migration } from '@mikro-orm/migrations';

export class Migration20261129400100 extends Migration {
  override up(): void {
    this.addSql('alter table benefit_award validate constraint benefit_award_paid_through_check');
  }
}
