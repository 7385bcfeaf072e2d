import { defineEntity, p } from '@mikro-orm/postgresql';
import type { RegionKind } from './place.type.js';

const names = { nameKk: p.string(), nameRu: p.string(), nameEn: p.string() };

const schema = defineEntity({
  name: 'RegionRow',
  tableName: 'region',
  properties: { kato: p.string().primary(), iso: p.string(), kind: p.string().$type<RegionKind>(), ...names },
});
export class RegionRow extends schema.class {}
schema.setClass(RegionRow);
export const RegionSchema = schema;

const districtSchema = defineEntity({
  name: 'DistrictRow',
  tableName: 'district',
  properties: { kato: p.string().primary(), regionKato: p.string(), ...names },
});
export class DistrictRow extends districtSchema.class {}
districtSchema.setClass(DistrictRow);
export const DistrictSchema = districtSchema;
