import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';

const schema = defineEntity({
  name: 'ResidenceRow',
  tableName: 'residence',
  properties: { ...factProperties, toldAt: p.datetime().nullable(), regionKato: p.string(), districtKato: p.string(), address: p.string() },
});
export class ResidenceRow extends schema.class {}
schema.setClass(ResidenceRow);
export const ResidenceSchema = schema;
