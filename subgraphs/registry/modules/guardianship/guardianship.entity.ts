import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';
import type { GuardianshipForm } from './guardianship.type.js';

const schema = defineEntity({
  name: 'GuardianshipRow',
  tableName: 'guardianship',
  properties: {
    ...factProperties,
    representativeIin: p.string().nullable(),
    representativeBin: p.string().nullable(),
    form: p.string().$type<GuardianshipForm>(),
    bodyBin: p.string(),
  },
});
export class GuardianshipRow extends schema.class {}
schema.setClass(GuardianshipRow);
export const GuardianshipSchema = schema;
