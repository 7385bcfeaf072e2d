import { deliveryMigration } from '../../subgraphs/shared/ledger/migration.js';

/** A table that the gateway's ledger has like all others; the gateway has no feeds. */
export class Migration20261124010000 extends deliveryMigration('gateway') {}
