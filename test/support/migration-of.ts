import { Migration } from '@mikro-orm/migrations';
import type { MigrationClass } from '../../subgraphs/shared/database/migrate.js';

/** A migration of these statements, in a transaction as migrations are. */
export function migrationOf(name: string, ...statements: string[]): MigrationClass {
  const made = class extends Migration {
    override up(): void {
      for (const sql of statements) this.addSql(sql);
    }
  };
  return Object.defineProperty(made, 'name', { value: name });
}
