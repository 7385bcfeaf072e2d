import { Migration } from '@mikro-orm/migrations';
import type { DatabaseName } from '../database/roles.js';
import { doorTables } from './tables.js';

/** The migration that gives a database what a door for signed calls remembers. */
export const doorMigration = (database: DatabaseName) =>
  class extends Migration {
    override up(): void {
      doorTables(database).forEach((sql) => this.addSql(sql));
    }
  };
