import { deliveryMigration } from '../../shared/ledger/migration.js';

/** What pages of audit's feeds have delivered, for the ledger; it has none so far. */
export class Migration20261127020000 extends deliveryMigration('audit') {}
