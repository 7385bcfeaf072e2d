import { doorMigration } from '../../subgraphs/shared/doors/migration.js';

/** What the door remembers that audit reads the ledger through. */
export class Migration20261127010000 extends doorMigration('gateway') {}
