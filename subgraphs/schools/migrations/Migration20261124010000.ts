import { deliveryMigration } from '../../shared/ledger/migration.js';

/** What pages of this programme's feeds have delivered, for the ledger. */
export class Migration20261124010000 extends deliveryMigration('schools') {}
