import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { oneOf } from './sql.js';

/**
 * What a run has made and is due no more is cancelled, and takes nobody's place: the month may be due again. `cancelled_at` stays where the
 * money had gone all the same. `recalculation` says of a payment of arrears by which version of its award the amount rose.
 */
export class Migration20261129110000 extends Migration {
  override up(): void {
    // What was kept back from a payment that is cancelled was not.
    this.addSql(`grant delete on recovery to "${roleName('benefits', 'app')}"`);
    this.addSql(`alter table benefit_payment
      add column cancelled_at timestamptz,
      add column recalculation int,
      drop constraint benefit_payment_state,
      add constraint benefit_payment_state check (state ${oneOf(['DUE', 'PAID', 'RETURNED', 'CANCELLED'])}) not valid,
      add constraint benefit_payment_cancelled check ((state <> 'DUE' or cancelled_at is null) and (state <> 'CANCELLED' or cancelled_at is not null and paid_on is null)) not valid,
      add constraint benefit_payment_one_cause check (num_nonnulls(index_change_id, recalculation) < 2) not valid`);
  }
}
