import { Migration } from '@mikro-orm/migrations';
import { bin } from './columns.js';
import { oneOf } from './sql.js';

/**
 * A payment is due before it is paid, and may come back. What is on record was paid. `index_change_id` says of a payment of arrears
 * what it makes up for; a month's own payment has none. `recovered` is what was kept back from it towards an overpayment; `settled_by`
 * the import that reported on it last, by which the ledger's records of imports lead to payments.
 */
export class Migration20261129100100 extends Migration {
  override up(): void {
    this.addSql(`alter table benefit_payment
      add column state text not null default 'PAID',
      add column returned_on date,
      add column recovered numeric(14, 2) not null default 0,
      add column deciding_body text,
      add column run_id bigint,
      add column index_change_id bigint,
      add column settled_by uuid,
      alter column paid_on drop not null,
      drop constraint benefit_payment_amount_check,
      add constraint benefit_payment_amount_check check (amount >= 0 and recovered >= 0 and amount + recovered > 0) not valid,
      add constraint benefit_payment_state check (state ${oneOf(['DUE', 'PAID', 'RETURNED'])}) not valid,
      add constraint benefit_payment_days check ((state <> 'DUE' or paid_on is null) and (state <> 'PAID' or paid_on is not null)
        and (state = 'RETURNED') = (returned_on is not null) and (returned_on >= paid_on or paid_on is null or returned_on is null)) not valid,
      add constraint benefit_payment_body ${bin('deciding_body')} not valid,
      add constraint benefit_payment_run foreign key (run_id) references payment_run not valid,
      add constraint benefit_payment_index_change foreign key (index_change_id) references index_change not valid`);
  }
}
