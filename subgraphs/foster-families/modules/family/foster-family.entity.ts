import { defineEntity, p } from '@mikro-orm/postgresql';

const schema = defineEntity({
  name: 'FosterFamilyRow',
  tableName: 'foster_family',
  properties: {
    id: p.bigint('string').primary(),
    publicId: p.uuid(),
    regionKato: p.string(),
    districtKato: p.string(),
  },
});
export class FosterFamilyRow extends schema.class {}
schema.setClass(FosterFamilyRow);
export const FosterFamilySchema = schema;
