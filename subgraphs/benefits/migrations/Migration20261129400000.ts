import { Migration } from '@mikro-orm/migrations';

/** Through which month an award was paid elsewhere, before it was taken over: this register pays what comes after. */
export class Migration20261129400000 extends Migration {
  override up(): void {
    this.addSql('alter table benefit_award add column paid_through date');
    this.addSql('alter table benefit_award add constraint benefit_award_paid_through_check check (extract(day from paid_through) = 1) not valid');
  }
}
