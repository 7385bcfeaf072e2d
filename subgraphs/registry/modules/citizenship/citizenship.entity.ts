import { defineEntity, p } from '@mikro-orm/postgresql';
import { factProperties } from '../fact.entity.js';

const schema = defineEntity({ name: 'CitizenshipRow', tableName: 'citizenship', properties: { ...factProperties, toldAt: p.datetime().nullable(), country: p.string() } });
export class CitizenshipRow extends schema.class {}
schema.setClass(CitizenshipRow);
export const CitizenshipSchema = schema;
