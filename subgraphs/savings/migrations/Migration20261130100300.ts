import { Migration } from '@mikro-orm/migrations';

/** Checks the rows that were there before; nobody waits for it. */
export class Migration20261130100300 extends Migration {
  override up(): void {
    this.addSql('alter table savings_claim validate constraint savings_claim_closing_reason');
  }
}
