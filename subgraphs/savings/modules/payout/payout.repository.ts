import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { isPublicId } from '../../../shared/public-id.js';
import { onRegister } from '../access/register.service.js';
import type { PayoutAction, PayoutRefusalReason, PayoutState, PayoutUse } from './payout-codes.type.js';

/** An application as its row has it. */
export interface PayoutRow {
  /** Internal key. */
  readonly id: string;
  readonly publicId: string;
  readonly iin: string;
  /** Number of the savings account on the ledger. */
  readonly accountId: string;
  readonly use: PayoutUse;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** USD. */
  readonly amount: string;
  readonly operatorBin: string;
  readonly operatorName: string;
  readonly representativeIin: string | null;
  readonly state: PayoutState;
  readonly reason: PayoutRefusalReason | null;
  readonly submittedOn: CivilDate;
  readonly checkBy: CivilDate;
  readonly payBy: CivilDate | null;
  readonly useBy: CivilDate | null;
  /** Who checked it last. */
  readonly checkedAccount: string | null;
  readonly checkedIin: string | null;
  /** The transfer by which it was sent. */
  readonly transferId: string | null;
  /** What was used of it, USD; null before that is known. */
  readonly usedAmount: string | null;
  readonly version: number;
}

/** Whom an application is about: whose savings they are, and the guardian who applied. */
export const ofPayout = ({ iin, representativeIin }: Pick<PayoutRow, 'iin' | 'representativeIin'>): string[] => [iin, ...(representativeIin === null ? [] : [representativeIin])];

export const PAYOUT = `select p.id::text, p.public_id::text as "publicId", p.iin, s.account_id::text as "accountId", p.use, p.country, p.amount::text, p.operator_bin as "operatorBin",
  o.name as "operatorName", p.representative_iin as "representativeIin", p.state, p.reason, p.submitted_on::text as "submittedOn", p.check_by::text as "checkBy", p.pay_by::text as "payBy",
  p.use_by::text as "useBy", p.transfer_id::text as "transferId", p.used_amount::text as "usedAmount", p.checked_account as "checkedAccount", p.checked_iin as "checkedIin", p.version
  from payout p join savings_account s on s.id = p.savings_account_id join payout_operator o on o.bin = p.operator_bin`;

/** Applications of a person, newest first. */
export const payoutsOf = definePathLoader<string, PayoutRow[]>(onRegister, async (em, iins) =>
  groupByKey(iins, await em.execute<PayoutRow[]>(`${PAYOUT} where p.iin = any (?::text[]) order by p.id desc`, [textArray(iins)]), ({ iin }) => iin));

/** Applications by internal key. */
export const payoutById = definePathLoader<string, PayoutRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<PayoutRow[]>(`${PAYOUT} where p.id = any (?::bigint[])`, [textArray(ids)]), ({ id }) => id));

/** Applications by the id that clients see. */
export const payoutByPublicId = definePathLoader<string, PayoutRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.execute<PayoutRow[]>(`${PAYOUT} where p.public_id = any (?::uuid[])`, [textArray(ids.filter(isPublicId))]), ({ publicId }) => publicId));

/** An entry of an application's journal. */
export interface PayoutEventRow {
  readonly payoutId: string;
  readonly version: number;
  readonly action: PayoutAction;
  readonly fromState: PayoutState | null;
  readonly toState: PayoutState;
  readonly reason: PayoutRefusalReason | null;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly organisation: string | null;
  readonly recordedAt: string;
}

/** The journals of applications, each in the order in which it was written. */
export const eventsOfPayout = definePathLoader<string, PayoutEventRow[]>(onRegister, async (em, ids) => {
  const rows = await em.execute<PayoutEventRow[]>(
    `select payout_id::text as "payoutId", version, action, from_state as "fromState", to_state as "toState", reason, occurred_on::text as "occurredOn", received_on::text as "receivedOn",
            source, organisation, recorded_at as "recordedAt" from payout_event where payout_id = any (?::bigint[]) order by payout_id, version`, [textArray(ids)]);
  return groupByKey(ids, rows, ({ payoutId }) => payoutId);
});

/** What a list of applications may be narrowed by; null means no condition. */
export interface PayoutConditions {
  readonly state: PayoutState | null;
  readonly operator: string | null;
  readonly dueBefore: CivilDate | null;
}

/** The last day of what is to be done next. */
const DUE = `case p.state when 'SUBMITTED' then p.check_by when 'CHECKED' then p.pay_by when 'PAID' then p.use_by end`;

/** Register path: applications ordered by an internal key; one row more than the page. */
export const listPayouts = (em: EntityManager, { state, operator, dueBefore }: PayoutConditions, { limit, after }: PageRequest): Promise<PayoutRow[]> =>
  em.execute<PayoutRow[]>(
    `${PAYOUT} where p.id > ? and (?::text is null or p.state = ?) and (?::text is null or p.operator_bin = ?) and (?::date is null or ${DUE} < ?) order by p.id limit ?`,
    [after ?? '0', state, state, operator, operator, dueBefore, dueBefore, limit + 1]);
