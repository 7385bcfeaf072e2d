import { defineEntity, p } from '@mikro-orm/postgresql';
import { sourcedProperties } from '../rate/sourced.entity.js';
import type { IndexParameterCode } from './parameter.type.js';

const schema = defineEntity({
  name: 'ParameterRow',
  tableName: 'index_parameter',
  properties: {
    parameter: p.string().$type<IndexParameterCode>().primary(),
    validFrom: p.date().primary(),
    amount: p.decimal(),
    ...sourcedProperties,
  },
});
export class ParameterRow extends schema.class {}
schema.setClass(ParameterRow);
export const ParameterSchema = schema;
