import { Migration } from '@mikro-orm/migrations';
import { FACT_TABLES, PERSON_TABLES } from './history.js';

/** Checks the rows that were there before the foreign keys of the migration before; nobody waits for it. */
export class Migration20261123022000 extends Migration {
  override up(): void {
    for (const [table, column] of PERSON_TABLES) this.validate(table, column);
    for (const table of FACT_TABLES) for (const column of ['began_by', 'ended_by']) this.validate(table, column);
  }

  private validate(table: string, column: string): void {
    this.addSql(`alter table ${table} validate constraint ${table}_${column}_fkey`);
  }
}
