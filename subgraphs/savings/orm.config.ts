import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261122100000 } from './migrations/Migration20261122100000.js';
import { Migration20261122110000 } from './migrations/Migration20261122110000.js';
import { Migration20261123000000 } from './migrations/Migration20261123000000.js';
import { Migration20261123010000 } from './migrations/Migration20261123010000.js';
import { Migration20261123020000 } from './migrations/Migration20261123020000.js';
import { Migration20261123050000 } from './migrations/Migration20261123050000.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261130000000 } from './migrations/Migration20261130000000.js';
import { Migration20261130000100 } from './migrations/Migration20261130000100.js';
import { Migration20261130000200 } from './migrations/Migration20261130000200.js';
import { Migration20261130000300 } from './migrations/Migration20261130000300.js';
import { Migration20261130000400 } from './migrations/Migration20261130000400.js';
import { Migration20261130100000 } from './migrations/Migration20261130100000.js';
import { Migration20261130100100 } from './migrations/Migration20261130100100.js';
import { Migration20261130100200 } from './migrations/Migration20261130100200.js';
import { Migration20261130100300 } from './migrations/Migration20261130100300.js';
import { Migration20261130210000 } from './migrations/Migration20261130210000.js';
import { Migration20261130210100 } from './migrations/Migration20261130210100.js';
import { Migration20261130210200 } from './migrations/Migration20261130210200.js';
import { Migration20261130210300 } from './migrations/Migration20261130210300.js';
import { Migration20261130220000 } from './migrations/Migration20261130220000.js';
import { Migration20261130220100 } from './migrations/Migration20261130220100.js';
import { Migration20261130260000 } from './migrations/Migration20261130260000.js';
import { Migration20261130261000 } from './migrations/Migration20261130261000.js';
import { Migration20261130261100 } from './migrations/Migration20261130261100.js';
import { Migration20261130261200 } from './migrations/Migration20261130261200.js';
import { Migration20261130261300 } from './migrations/Migration20261130261300.js';
import { Migration20261130261400 } from './migrations/Migration20261130261400.js';
import { Migration20261201200000 } from './migrations/Migration20261201200000.js';
import { Migration20261201200100 } from './migrations/Migration20261201200100.js';
import { Migration20261201200200 } from './migrations/Migration20261201200200.js';
import { Migration20261201200300 } from './migrations/Migration20261201200300.js';
import { Migration20261201200400 } from './migrations/Migration20261201200400.js';
import { Migration20261201200500 } from './migrations/Migration20261201200500.js';
import { Migration20261201200600 } from './migrations/Migration20261201200600.js';
import { Migration20261202300000 } from './migrations/Migration20261202300000.js';
import { Migration20261203500000 } from './migrations/Migration20261203500000.js';
import { SavingsAccountSchema, SavingsClaimSchema } from './modules/ledger/child-account.entity.js';
import { TransferSchema } from './modules/ledger/transfer.entity.js';
import { ReportingYearSchema } from './modules/year/reporting-year.entity.js';

export const database: DatabaseDefinition = {
  entities: [ReportingYearSchema, SavingsClaimSchema, SavingsAccountSchema, TransferSchema],
  migrations: [
    Migration20261122100000,
    Migration20261122110000,
    Migration20261123000000,
    Migration20261123010000,
    Migration20261123020000,
    Migration20261123050000,
    Migration20261124000000,
    Migration20261124010000,
    Migration20261127000000,
    Migration20261130000000,
    Migration20261130000100,
    Migration20261130000200,
    Migration20261130000300,
    Migration20261130000400,
    Migration20261130100000,
    Migration20261130100100,
    Migration20261130100200,
    Migration20261130100300,
    Migration20261130210000,
    Migration20261130210100,
    Migration20261130210200,
    Migration20261130210300,
    Migration20261130220000,
    Migration20261130220100,
    Migration20261130260000,
    Migration20261130261000,
    Migration20261130261100,
    Migration20261130261200,
    Migration20261130261300,
    Migration20261130261400,
    Migration20261201200000,
    Migration20261201200100,
    Migration20261201200200,
    Migration20261201200300,
    Migration20261201200400,
    Migration20261201200500,
    Migration20261201200600,
    Migration20261202300000, Migration20261203500000,
  ],
};
