import { Migration } from '@mikro-orm/migrations';

/** Checks the rows that were there before; nobody waits for it. */
export class Migration20261130261100 extends Migration {
  override up(): void {
    for (const name of ['checked_iin', 'paid_iin', 'by_two']) this.addSql(`alter table payout validate constraint payout_${name}`);
  }
}
