import { defineEntity, p } from '@mikro-orm/postgresql';

const schema = defineEntity({
  name: 'CarerRow',
  tableName: 'carer',
  properties: {
    id: p.bigint('string').primary(),
    familyId: p.bigint('string'),
    iin: p.string(),
    validFrom: p.date(),
    validTo: p.date().nullable(),
  },
});
export class CarerRow extends schema.class {}
schema.setClass(CarerRow);
export const CarerSchema = schema;
