import { defineEntity } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';

const schema = defineEntity({ name: 'RestrictionRow', tableName: 'restriction', properties: { ...factProperties } });
export class RestrictionRow extends schema.class {}
schema.setClass(RestrictionRow);
export const RestrictionSchema = schema;
