import { defineEntity, p } from '@mikro-orm/postgresql';

const schema = defineEntity({
  name: 'ShieldingRow',
  tableName: 'shielding',
  properties: { id: p.bigint('string').primary(), iin: p.string(), validFrom: p.date(), validTo: p.date().nullable() },
});
export class ShieldingRow extends schema.class {}
schema.setClass(ShieldingRow);
export const ShieldingSchema = schema;
