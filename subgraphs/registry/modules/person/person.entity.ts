import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Sex } from './life-status.type.js';

const schema = defineEntity({
  name: 'PersonRow',
  tableName: 'person',
  properties: {
    iin: p.string().primary(),
    id: p.bigint('string'),
    birthDate: p.date(),
    sex: p.string().$type<Sex>(),
    surnameKk: p.string(),
    givenKk: p.string(),
    patronymicKk: p.string().nullable(),
    surnameRu: p.string(),
    givenRu: p.string(),
    patronymicRu: p.string().nullable(),
    surnameLatin: p.string(),
    givenLatin: p.string(),
    patronymicLatin: p.string().nullable(),
    isChild: p.boolean(),
    registeredOn: p.date(),
    version: p.integer(),
  },
});
export class PersonRow extends schema.class {}
schema.setClass(PersonRow);
export const PersonSchema = schema;
