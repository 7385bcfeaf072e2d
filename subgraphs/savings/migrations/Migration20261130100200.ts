import { Migration } from '@mikro-orm/migrations';
import { oneOf } from './ledger/chart.js';

/** A claim also ends when it is paid to the heirs. */
export class Migration20261130100200 extends Migration {
  override up(): void {
    this.addSql(`alter table savings_claim drop constraint savings_claim_closing_reason_check,
      add constraint savings_claim_closing_reason check (closing_reason ${oneOf(['CONVERTED', 'VOID', 'HEIRS'])}) not valid`);
  }
}
