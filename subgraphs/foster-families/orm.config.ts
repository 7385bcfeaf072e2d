import type { DatabaseDefinition } from '../shared/database/database.js';
import { Migration20261122100000 } from './migrations/Migration20261122100000.js';
import { Migration20261122110000 } from './migrations/Migration20261122110000.js';
import { Migration20261122120000 } from './migrations/Migration20261122120000.js';
import { Migration20261123000000 } from './migrations/Migration20261123000000.js';
import { Migration20261123020000 } from './migrations/Migration20261123020000.js';
import { Migration20261123050000 } from './migrations/Migration20261123050000.js';
import { Migration20261124000000 } from './migrations/Migration20261124000000.js';
import { Migration20261124010000 } from './migrations/Migration20261124010000.js';
import { Migration20261126000000 } from './migrations/Migration20261126000000.js';
import { Migration20261126010000 } from './migrations/Migration20261126010000.js';
import { Migration20261127000000 } from './migrations/Migration20261127000000.js';
import { Migration20261130200000 } from './migrations/Migration20261130200000.js';
import { Migration20261130200100 } from './migrations/Migration20261130200100.js';
import { Migration20261130200200 } from './migrations/Migration20261130200200.js';
import { Migration20261130200300 } from './migrations/Migration20261130200300.js';
import { Migration20261130230000 } from './migrations/Migration20261130230000.js';
import { Migration20261130230100 } from './migrations/Migration20261130230100.js';
import { Migration20261130230200 } from './migrations/Migration20261130230200.js';
import { Migration20261130230300 } from './migrations/Migration20261130230300.js';
import { Migration20261130230400 } from './migrations/Migration20261130230400.js';
import { Migration20261130230500 } from './migrations/Migration20261130230500.js';
import { Migration20261130240000 } from './migrations/Migration20261130240000.js';
import { Migration20261130240100 } from './migrations/Migration20261130240100.js';
import { Migration20261130240200 } from './migrations/Migration20261130240200.js';
import { Migration20261130241000 } from './migrations/Migration20261130241000.js';
import { Migration20261130241100 } from './migrations/Migration20261130241100.js';
import { Migration20261130241200 } from './migrations/Migration20261130241200.js';
import { Migration20261130241300 } from './migrations/Migration20261130241300.js';
import { Migration20261130242000 } from './migrations/Migration20261130242000.js';
import { Migration20261130242100 } from './migrations/Migration20261130242100.js';
import { Migration20261130242200 } from './migrations/Migration20261130242200.js';
import { Migration20261130242300 } from './migrations/Migration20261130242300.js';
import { Migration20261130251000 } from './migrations/Migration20261130251000.js';
import { Migration20261130270000 } from './migrations/Migration20261130270000.js';
import { Migration20261130270100 } from './migrations/Migration20261130270100.js';
import { Migration20261130270200 } from './migrations/Migration20261130270200.js';
import { Migration20261201300000 } from './migrations/Migration20261201300000.js';
import { Migration20261201300100 } from './migrations/Migration20261201300100.js';
import { Migration20261201300200 } from './migrations/Migration20261201300200.js';
import { Migration20261201300300 } from './migrations/Migration20261201300300.js';
import { Migration20261201300400 } from './migrations/Migration20261201300400.js';
import { Migration20261201310000 } from './migrations/Migration20261201310000.js';
import { Migration20261201319000 } from './migrations/Migration20261201319000.js';
import { Migration20261202100000 } from './migrations/Migration20261202100000.js';
import { Migration20261202100100 } from './migrations/Migration20261202100100.js';
import { Migration20261202200000 } from './migrations/Migration20261202200000.js';
import { Migration20261202200100 } from './migrations/Migration20261202200100.js';
import { Migration20261202300000 } from './migrations/Migration20261202300000.js';
import { Migration20261202400000 } from './migrations/Migration20261202400000.js';
import { Migration20261202500000 } from './migrations/Migration20261202500000.js';
import { Migration20261202500100 } from './migrations/Migration20261202500100.js';
import { Migration20261202500200 } from './migrations/Migration20261202500200.js';
import { Migration20261202500300 } from './migrations/Migration20261202500300.js';
import { Migration20261202500400 } from './migrations/Migration20261202500400.js';
import { Migration20261203200000 } from './migrations/Migration20261203200000.js';
import { Migration20261203600000 } from './migrations/Migration20261203600000.js';
import { Migration20261204100000 } from './migrations/Migration20261204100000.js';
import { Migration20261204100100 } from './migrations/Migration20261204100100.js';
import { Migration20261204100200 } from './migrations/Migration20261204100200.js';
import { Migration20261204100300 } from './migrations/Migration20261204100300.js';
import { Migration20261204100400 } from './migrations/Migration20261204100400.js';
import { Migration20261204100500 } from './migrations/Migration20261204100500.js';
import { Migration20261204100600 } from './migrations/Migration20261204100600.js';
import { CarerSchema } from './modules/family/carer.entity.js';
import { FosterFamilySchema } from './modules/family/foster-family.entity.js';
import { PlacementFormSchema } from './modules/form/placement-form.entity.js';
import { ParameterSchema } from './modules/index-parameter/parameter.entity.js';
import { PlacementSchema } from './modules/placement/placement.entity.js';

export const database: DatabaseDefinition = {
  entities: [PlacementFormSchema, FosterFamilySchema, CarerSchema, PlacementSchema, ParameterSchema],
  migrations: [
    Migration20261122100000, Migration20261122110000, Migration20261122120000, Migration20261123000000, Migration20261123020000, Migration20261123050000, Migration20261124000000, Migration20261124010000, Migration20261126000000,
    Migration20261126010000, Migration20261127000000, Migration20261130200000, Migration20261130200100, Migration20261130200200, Migration20261130200300, Migration20261130230000, Migration20261130230100, Migration20261130230200,
    Migration20261130230300, Migration20261130230400, Migration20261130230500, Migration20261130240000, Migration20261130240100, Migration20261130240200, Migration20261130241000, Migration20261130241100, Migration20261130241200,
    Migration20261130241300, Migration20261130242000, Migration20261130242100, Migration20261130242200, Migration20261130242300, Migration20261130251000, Migration20261130270000, Migration20261130270100, Migration20261130270200,
    Migration20261201300000, Migration20261201300100, Migration20261201300200, Migration20261201300300, Migration20261201300400, Migration20261201310000, Migration20261201319000,
    Migration20261202100000, Migration20261202100100, Migration20261202200000, Migration20261202200100, Migration20261202300000, Migration20261202400000,
    Migration20261202500000, Migration20261202500100, Migration20261202500200, Migration20261202500300, Migration20261202500400, Migration20261203200000,
    Migration20261203600000, Migration20261204100000, Migration20261204100100, Migration20261204100200, Migration20261204100300, Migration20261204100400, Migration20261204100500, Migration20261204100600,
  ],
};
