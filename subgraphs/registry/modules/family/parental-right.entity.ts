import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';

const schema = defineEntity({
  name: 'ParentalRightRow',
  tableName: 'parental_right',
  properties: { ...factProperties, parentIin: p.string(), status: p.string() },
});
export class ParentalRightRow extends schema.class {}
schema.setClass(ParentalRightRow);
export const ParentalRightSchema = schema;
