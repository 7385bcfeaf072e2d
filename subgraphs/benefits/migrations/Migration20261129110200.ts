import { Migration } from '@mikro-orm/migrations';

/** The key of payments that stand takes the place of the one that knew no others; the checks hold for every payment. */
export class Migration20261129110200 extends Migration {
  override up(): void {
    this.addSql(`alter table benefit_payment drop constraint benefit_payment_once,
      add constraint benefit_payment_stands_once unique using index benefit_payment_stands_once`);
    this.addSql(`alter table benefit_payment ${['state', 'cancelled', 'one_cause'].map((check) => `validate constraint benefit_payment_${check}`).join(', ')}`);
  }
}
