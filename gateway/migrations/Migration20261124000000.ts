import { ledgerMigration } from '../../subgraphs/shared/ledger/migration.js';

/** The ledger of what the gateway refuses. */
export class Migration20261124000000 extends ledgerMigration('gateway') {}
