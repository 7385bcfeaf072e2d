import type { DatabaseDefinition } from '../subgraphs/shared/database/database.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261127010000 } from './migrations/Migration20261127010000.js';

/** The gateway's own small database: its ledger, and what it takes to have that read. */
export const database: DatabaseDefinition = { entities: [], migrations: [Migration20261124000000, Migration20261124010000, Migration20261127000000, Migration20261127010000] };
