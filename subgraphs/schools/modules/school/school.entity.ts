import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BuildingState, InstructionLanguage, SchoolOwnership, SchoolProgramme, SchoolType } from './school.enums.js';

const schema = defineEntity({
  name: 'SchoolRow',
  tableName: 'school',
  properties: {
    id: p.bigint('string').primary(),
    publicId: p.uuid(),
    bin: p.string(),
    nobdId: p.string().nullable(),
    regionKato: p.string(),
    districtKato: p.string(),
    nameKk: p.string(),
    nameRu: p.string(),
    nameEn: p.string(),
    type: p.string().$type<SchoolType>(),
    ownership: p.string().$type<SchoolOwnership>(),
    rural: p.boolean(),
    designCapacity: p.integer(),
    shifts: p.integer(),
    buildingState: p.string().$type<BuildingState>(),
    languages: p.array().$type<InstructionLanguage[]>(),
    stemLab: p.boolean(),
    roboticsLab: p.boolean(),
    inclusiveRoom: p.boolean(),
    lift: p.boolean(),
    ramps: p.boolean(),
    cctv: p.boolean(),
    alarmButton: p.boolean(),
    blocksSeparated: p.boolean(),
    programme: p.string().$type<SchoolProgramme>().nullable(),
    openedOn: p.date(),
    closedOn: p.date().nullable(),
  },
});
export class SchoolRow extends schema.class {}
schema.setClass(SchoolRow);
export const SchoolSchema = schema;
