import { defineEntity, p } from '@mikro-orm/postgresql';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { AwardComponent, AwardEndReason, AwardStatus } from './award-codes.type.js';

const schema = defineEntity({
  name: 'AwardRow',
  tableName: 'benefit_award',
  properties: {
    id: p.bigint('string').primary(),
    publicId: p.uuid(),
    programme: p.string().$type<BenefitProgrammeCode>(),
    component: p.string().$type<AwardComponent>(),
    recipientIin: p.string().nullable(),
    recipientBin: p.string().nullable(),
    regionKato: p.string(),
    decidingBody: p.string(),
    occurredOn: p.date(),
    receivedOn: p.date(),
    decidedOn: p.date(),
    since: p.date(),
    until: p.date().nullable(),
    status: p.string().$type<AwardStatus>(),
    suspendedFrom: p.date().nullable(),
    endReason: p.string().$type<AwardEndReason>().nullable(),
    endOccurredOn: p.date().nullable(),
    endReceivedOn: p.date().nullable(),
    version: p.integer(),
  },
});
export class AwardRow extends schema.class {}
schema.setClass(AwardRow);
export const AwardSchema = schema;

const childSchema = defineEntity({
  name: 'AwardChildRow',
  tableName: 'benefit_award_child',
  properties: { id: p.bigint('string').primary(), awardId: p.bigint('string'), iin: p.string(), since: p.date(), until: p.date().nullable() },
});
export class AwardChildRow extends childSchema.class {}
childSchema.setClass(AwardChildRow);
export const AwardChildSchema = childSchema;

const amountSchema = defineEntity({
  name: 'AwardAmountRow',
  tableName: 'benefit_award_amount',
  properties: {
    id: p.bigint('string').primary(),
    awardId: p.bigint('string'),
    validFrom: p.date(),
    validTo: p.date().nullable(),
    tier: p.string(),
    exact: p.decimal(),
    gross: p.decimal(),
    withheld: p.decimal(),
    ruleVersion: p.string(),
  },
});
export class AwardAmountRow extends amountSchema.class {}
amountSchema.setClass(AwardAmountRow);
export const AwardAmountSchema = amountSchema;
