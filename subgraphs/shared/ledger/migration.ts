import { Migration } from '@mikro-orm/migrations';
import type { DatabaseName } from '../database/roles.js';
import { caseNumberColumn, deliveryTable, ledgerTables } from './tables.js';

/** The migration that gives a database its ledger; the database's own migration extends it, and has the name. */
export const ledgerMigration = (database: DatabaseName) =>
  class extends Migration {
    override up(): void {
      ledgerTables(database).forEach((sql) => this.addSql(sql));
    }
  };

/** The migration after it, likewise: what pages of feeds have delivered. */
export const deliveryMigration = (database: DatabaseName) =>
  class extends Migration {
    override up(): void {
      deliveryTable(database).forEach((sql) => this.addSql(sql));
    }
  };

/** The one after that, the same for all: the case that a request was made for. */
export abstract class CaseNumberMigration extends Migration {
  override up(): void {
    caseNumberColumn().forEach((sql) => this.addSql(sql));
  }
}
