import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';

const schema = defineEntity({ name: 'MarriageRow', tableName: 'marriage', properties: { ...factProperties, spouseIin: p.string() } });
export class MarriageRow extends schema.class {}
schema.setClass(MarriageRow);
export const MarriageSchema = schema;
