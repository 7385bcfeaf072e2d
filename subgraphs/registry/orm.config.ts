import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261122100000 } from './migrations/Migration20261122100000.js';
import { Migration20261122110000 } from './migrations/Migration20261122110000.js';
import { Migration20261122120000 } from './migrations/Migration20261122120000.js';
import { Migration20261123000000 } from './migrations/Migration20261123000000.js';
import { Migration20261123020000 } from './migrations/Migration20261123020000.js';
import { Migration20261123021000 } from './migrations/Migration20261123021000.js';
import { Migration20261123022000 } from './migrations/Migration20261123022000.js';
import { Migration20261123050000 } from './migrations/Migration20261123050000.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261127010000 } from './migrations/Migration20261127010000.js';
import { Migration20261127020000 } from './migrations/Migration20261127020000.js';
import { Migration20261127100000 } from './migrations/Migration20261127100000.js';
import { Migration20261127110000 } from './migrations/Migration20261127110000.js';
import { Migration20261202300000 } from './migrations/Migration20261202300000.js';
import { Migration20261203200000 } from './migrations/Migration20261203200000.js';
import { Migration20261203400000 } from './migrations/Migration20261203400000.js';
import { RestrictionSchema } from './modules/access/restriction.entity.js';
import { CitizenshipSchema } from './modules/citizenship/citizenship.entity.js';
import { ParentalRightSchema } from './modules/family/parental-right.entity.js';
import { GuardianshipSchema } from './modules/guardianship/guardianship.entity.js';
import { MarriageSchema } from './modules/marriage/marriage.entity.js';
import { LifeStatusSchema } from './modules/person/life-status.entity.js';
import { PersonSchema } from './modules/person/person.entity.js';
import { DistrictSchema, RegionSchema } from './modules/place/place.entity.js';
import { ResidenceSchema } from './modules/residence/residence.entity.js';

export const database: DatabaseDefinition = {
  entities: [
    RegionSchema,
    DistrictSchema,
    PersonSchema,
    CitizenshipSchema,
    ResidenceSchema,
    LifeStatusSchema,
    ParentalRightSchema,
    GuardianshipSchema,
    MarriageSchema,
    RestrictionSchema,
  ],
  migrations: [Migration20261122100000, Migration20261122110000, Migration20261122120000, Migration20261123000000, Migration20261123020000, Migration20261123021000, Migration20261123022000, Migration20261123050000, Migration20261124000000, Migration20261124010000, Migration20261127000000, Migration20261127010000, Migration20261127020000, Migration20261127100000, Migration20261127110000, Migration20261202300000, Migration20261203200000, Migration20261203400000],
};
