import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261122200000 } from './migrations/Migration20261122200000.js';
import { Migration20261122210000 } from './migrations/Migration20261122210000.js';
import { Migration20261123000000 } from './migrations/Migration20261123000000.js';
import { Migration20261123010000 } from './migrations/Migration20261123010000.js';
import { Migration20261123020000 } from './migrations/Migration20261123020000.js';
import { Migration20261123050000 } from './migrations/Migration20261123050000.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261127100000 } from './migrations/Migration20261127100000.js';
import { Migration20261127110000 } from './migrations/Migration20261127110000.js';
import { Migration20261128000000 } from './migrations/Migration20261128000000.js';
import { Migration20261129000000 } from './migrations/Migration20261129000000.js';
import { Migration20261129000100 } from './migrations/Migration20261129000100.js';
import { Migration20261129000200 } from './migrations/Migration20261129000200.js';
import { Migration20261129000300 } from './migrations/Migration20261129000300.js';
import { Migration20261129100000 } from './migrations/Migration20261129100000.js';
import { Migration20261129100100 } from './migrations/Migration20261129100100.js';
import { Migration20261129100200 } from './migrations/Migration20261129100200.js';
import { Migration20261129100300 } from './migrations/Migration20261129100300.js';
import { Migration20261129110000 } from './migrations/Migration20261129110000.js';
import { Migration20261129110100 } from './migrations/Migration20261129110100.js';
import { Migration20261129110200 } from './migrations/Migration20261129110200.js';
import { Migration20261129200000 } from './migrations/Migration20261129200000.js';
import { Migration20261129300000 } from './migrations/Migration20261129300000.js';
import { Migration20261129301000 } from './migrations/Migration20261129301000.js';
import { Migration20261129400000 } from './migrations/Migration20261129400000.js';
import { Migration20261129400100 } from './migrations/Migration20261129400100.js';
import { Migration20261129600000 } from './migrations/Migration20261129600000.js';
import { Migration20261130200400 } from './migrations/Migration20261130200400.js';
import { Migration20261130250000 } from './migrations/Migration20261130250000.js';
import { Migration20261130260000 } from './migrations/Migration20261130260000.js';
import { Migration20261130260100 } from './migrations/Migration20261130260100.js';
import { Migration20261130260200 } from './migrations/Migration20261130260200.js';
import { Migration20261202300000 } from './migrations/Migration20261202300000.js';
import { Migration20261203500000 } from './migrations/Migration20261203500000.js';
import { AwardAmountSchema, AwardChildSchema, AwardSchema } from './modules/award/award.entity.js';
import { ParameterSchema } from './modules/parameter/parameter.entity.js';
import { PaymentSchema } from './modules/payment/payment.entity.js';
import { ProgrammeSchema } from './modules/programme/programme.entity.js';
import { RateSchema, TermSchema } from './modules/rate/rate.entity.js';
import { ShieldingSchema } from './modules/shielding/shielding.entity.js';

export const database: DatabaseDefinition = {
  entities: [ProgrammeSchema, ParameterSchema, RateSchema, TermSchema, AwardSchema, AwardChildSchema, AwardAmountSchema, PaymentSchema, ShieldingSchema],
  migrations: [Migration20261122200000, Migration20261122210000, Migration20261123000000, Migration20261123010000, Migration20261123020000, Migration20261123050000, Migration20261124000000, Migration20261124010000, Migration20261127000000, Migration20261127100000, Migration20261127110000, Migration20261128000000, Migration20261129000000, Migration20261129000100, Migration20261129000200, Migration20261129000300, Migration20261129100000, Migration20261129100100, Migration20261129100200, Migration20261129100300, Migration20261129110000, Migration20261129110100, Migration20261129110200, Migration20261129200000, Migration20261129300000, Migration20261129301000, Migration20261129400000, Migration20261129400100, Migration20261129600000,
    Migration20261130200400, Migration20261130250000, Migration20261130260000, Migration20261130260100, Migration20261130260200, Migration20261202300000, Migration20261203500000],
};
