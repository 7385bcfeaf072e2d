import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ClosingReason } from './claim.type.js';

const columns = {
  id: p.bigint('string').primary(),
  publicId: p.uuid(),
  iin: p.string(),
  accountId: p.bigint('string'),
  openedOn: p.date(),
  recordedAt: p.datetime(),
};

const claim = defineEntity({
  name: 'SavingsClaimRow',
  tableName: 'savings_claim',
  properties: { ...columns, closedOn: p.date().nullable(), closingReason: p.string().$type<ClosingReason>().nullable() },
});
/** The State's obligation to a child. Regained citizenship begins a new one. */
export class SavingsClaimRow extends claim.class {}
claim.setClass(SavingsClaimRow);
export const SavingsClaimSchema = claim;

const account = defineEntity({ name: 'SavingsAccountRow', tableName: 'savings_account', properties: columns });
/** The account opened in the year of majority. */
export class SavingsAccountRow extends account.class {}
account.setClass(SavingsAccountRow);
export const SavingsAccountSchema = account;
