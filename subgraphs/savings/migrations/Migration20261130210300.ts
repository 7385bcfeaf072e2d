import { Migration } from '@mikro-orm/migrations';
import { ENDED, ENDED_CHECKED, OF_AGE, OF_AGE_CHECKED } from './ledger/payout-steps.js';

/** Nobody under 18 applies, and what is returned is on the account again, whoever writes. */
export class Migration20261130210300 extends Migration {
  override up(): void {
    for (const sql of [OF_AGE, OF_AGE_CHECKED, ENDED, ENDED_CHECKED]) this.addSql(sql);
  }
}
