import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261127010000 } from './migrations/Migration20261127010000.js';
import { Migration20261127020000 } from './migrations/Migration20261127020000.js';
import { Migration20261127025000 } from './migrations/Migration20261127025000.js';
import { Migration20261127030000 } from './migrations/Migration20261127030000.js';
import { Migration20261127040000 } from './migrations/Migration20261127040000.js';
import { Migration20261127050000 } from './migrations/Migration20261127050000.js';
import { Migration20261127060000 } from './migrations/Migration20261127060000.js';
import { Migration20261127070000 } from './migrations/Migration20261127070000.js';
import { Migration20261202100000 } from './migrations/Migration20261202100000.js';
import { Migration20261203200000 } from './migrations/Migration20261203200000.js';
import { Migration20261203300000 } from './migrations/Migration20261203300000.js';
import { Migration20261203310000 } from './migrations/Migration20261203310000.js';
import { Migration20261203400000 } from './migrations/Migration20261203400000.js';
import { Migration20261203410000 } from './migrations/Migration20261203410000.js';
import { Migration20261203420000 } from './migrations/Migration20261203420000.js';
import { Migration20261204200000 } from './migrations/Migration20261204200000.js';
import { Migration20261204200100 } from './migrations/Migration20261204200100.js';
import { Migration20261204200200 } from './migrations/Migration20261204200200.js';
import { Migration20261204200300 } from './migrations/Migration20261204200300.js';
import { Migration20261204200400 } from './migrations/Migration20261204200400.js';
import { Migration20261204200500 } from './migrations/Migration20261204200500.js';
import { Migration20261204200600 } from './migrations/Migration20261204200600.js';
import { Migration20261204200700 } from './migrations/Migration20261204200700.js';

/** No entities: what is stored here is stored and counted by set, thousands of rows a statement. */
export const database: DatabaseDefinition = {
  entities: [],
  migrations: [
    Migration20261127000000,
    Migration20261127010000,
    Migration20261127020000,
    Migration20261127025000,
    Migration20261127030000,
    Migration20261127040000,
    Migration20261127050000,
    Migration20261127060000,
    Migration20261127070000,
    Migration20261202100000,
    Migration20261203200000,
    Migration20261203300000,
    Migration20261203310000,
    Migration20261203400000,
    Migration20261203410000,
    Migration20261203420000,
    Migration20261204200000,
    Migration20261204200100,
    Migration20261204200200,
    Migration20261204200300,
    Migration20261204200400,
    Migration20261204200500,
    Migration20261204200600,
    Migration20261204200700,
  ],
};
