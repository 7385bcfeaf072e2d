import { Migration } from '@mikro-orm/migrations';

/**
 * A migration that does what PostgreSQL does beside everybody's work only outside of a transaction: indexes on tables that
 * are large. It waits for transactions under way without a limit, because nobody waits behind it. It may be interrupted
 * anywhere and is then run again from the start, so it holds nothing but statements that can be repeated.
 */
export abstract class OnlineMigration extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  /** `definition` is what follows the name: `on person using btree (surname_ru)`. An attempt that broke off leaves an invalid index, which is dropped. */
  protected createIndex(name: string, definition: string, kind: 'index' | 'unique index' = 'index'): void {
    this.addSql('set lock_timeout = 0');
    this.addSql('set statement_timeout = 0');
    this.addSql(`drop index concurrently if exists ${name}`);
    this.addSql(`create ${kind} concurrently ${name} ${definition}`);
  }

  protected dropIndex(name: string): void {
    this.addSql('set lock_timeout = 0');
    this.addSql(`drop index concurrently if exists ${name}`);
  }
}
