import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261122100000 } from './migrations/Migration20261122100000.js';
import { Migration20261122110000 } from './migrations/Migration20261122110000.js';
import { Migration20261122120000 } from './migrations/Migration20261122120000.js';
import { Migration20261123000000 } from './migrations/Migration20261123000000.js';
import { Migration20261123010000 } from './migrations/Migration20261123010000.js';
import { Migration20261123020000 } from './migrations/Migration20261123020000.js';
import { Migration20261123050000 } from './migrations/Migration20261123050000.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261201400000 } from './migrations/Migration20261201400000.js';
import { Migration20261201400100 } from './migrations/Migration20261201400100.js';
import { Migration20261201410000 } from './migrations/Migration20261201410000.js';
import { Migration20261201411000 } from './migrations/Migration20261201411000.js';
import { Migration20261201412000 } from './migrations/Migration20261201412000.js';
import { Migration20261201413000 } from './migrations/Migration20261201413000.js';
import { Migration20261201420000 } from './migrations/Migration20261201420000.js';
import { Migration20261201420200 } from './migrations/Migration20261201420200.js';
import { Migration20261201420100 } from './migrations/Migration20261201420100.js';
import { Migration20261202300000 } from './migrations/Migration20261202300000.js';
import { Migration20261202200000 } from './migrations/Migration20261202200000.js';
import { Migration20261202200100 } from './migrations/Migration20261202200100.js';
import { Migration20261202200200 } from './migrations/Migration20261202200200.js';
import { Migration20261202100000 } from './migrations/Migration20261202100000.js';
import { Migration20261202100100 } from './migrations/Migration20261202100100.js';
import { Migration20261202100200 } from './migrations/Migration20261202100200.js';
import { Migration20261202100300 } from './migrations/Migration20261202100300.js';
import { EnrolmentSchema } from './modules/enrolment/enrolment.entity.js';
import { NormSchema } from './modules/norm/norm.entity.js';
import { SchoolSchema } from './modules/school/school.entity.js';

export const database: DatabaseDefinition = {
  entities: [NormSchema, SchoolSchema, EnrolmentSchema],
  migrations: [
    Migration20261122100000, Migration20261122110000, Migration20261122120000, Migration20261123000000, Migration20261123010000, Migration20261123020000, Migration20261123050000, Migration20261124000000, Migration20261124010000,
    Migration20261127000000, Migration20261201400000, Migration20261201400100, Migration20261201410000, Migration20261201411000, Migration20261201412000, Migration20261201413000, Migration20261201420000, Migration20261201420100, Migration20261201420200,
    Migration20261202100000, Migration20261202100100, Migration20261202100200, Migration20261202100300, Migration20261202200000, Migration20261202200100, Migration20261202200200,
    Migration20261202300000,
  ],
};
