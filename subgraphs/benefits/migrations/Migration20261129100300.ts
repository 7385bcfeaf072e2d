import { Migration } from '@mikro-orm/migrations';

const CHECKS = ['amount_check', 'state', 'days', 'body', 'run', 'index_change'];

/** The keys and checks of payments as they are from now on. */
export class Migration20261129100300 extends Migration {
  override up(): void {
    this.addSql(`alter table benefit_payment drop constraint benefit_payment_award_id_month_key,
      add constraint benefit_payment_once unique using index benefit_payment_once`);
    this.addSql(`alter table benefit_payment ${CHECKS.map((check) => `validate constraint benefit_payment_${check}`).join(', ')}`);
  }
}
