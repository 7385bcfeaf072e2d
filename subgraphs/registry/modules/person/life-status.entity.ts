import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';
import type { LifeStatusCode } from './life-status.type.js';

const schema = defineEntity({ name: 'LifeStatusRow', tableName: 'life_status', properties: { ...factProperties, status: p.string().$type<LifeStatusCode>() } });
export class LifeStatusRow extends schema.class {}
schema.setClass(LifeStatusRow);
export const LifeStatusSchema = schema;
