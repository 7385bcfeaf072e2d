import { ledgerMigration } from '../../shared/ledger/migration.js';

/** The ledger of accesses to this programme's data. */
export class Migration20261124000000 extends ledgerMigration('registry') {}
