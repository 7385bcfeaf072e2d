import { defineEntity, p } from '@mikro-orm/postgresql';
import type { TransferKind } from './transfer.type.js';

const schema = defineEntity({
  name: 'TransferRow',
  tableName: 'transfer_part',
  properties: {
    id: p.bigint('string').primary(),
    iin: p.string(),
    debitAccount: p.bigint('string'),
    creditAccount: p.bigint('string'),
    amount: p.decimal('string'),
    kind: p.string().$type<TransferKind>().primary(),
    reportingYear: p.integer().nullable(),
    occurredOn: p.date(),
    runId: p.bigint('string').nullable(),
    refersTo: p.bigint('string').nullable(),
    recordedAt: p.datetime(),
  },
});
/** A transfer of somebody's money, a year's yield and its sum each for itself though they are one row of the table; the few that are nobody's, of rounding, are not read by an entity. */
export class TransferRow extends schema.class {}
schema.setClass(TransferRow);
export const TransferSchema = schema;
