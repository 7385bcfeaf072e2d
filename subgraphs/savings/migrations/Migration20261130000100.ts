import { Migration } from '@mikro-orm/migrations';

/** Checks the rows that were there before; nobody waits for it. */
export class Migration20261130000100 extends Migration {
  override up(): void {
    this.addSql('alter table ledger_account validate constraint ledger_account_kind');
    for (const name of ['kind', 'of_year', 'of_somebody', 'refers', 'of_batch', 'yield', 'yield_within']) this.addSql(`alter table transfer validate constraint transfer_${name}`);
  }
}
