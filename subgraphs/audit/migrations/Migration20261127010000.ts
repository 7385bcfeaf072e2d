import { ledgerMigration } from '../../shared/ledger/migration.js';

/** The ledger of accesses to what audit itself shows. */
export class Migration20261127010000 extends ledgerMigration('audit') {}
