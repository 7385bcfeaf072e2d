import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { keptPlan } from '../../../shared/database/kept-plans.js';
import { textArray } from '../../../shared/database/text-array.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { OverpaymentCause, RecoveryMethod } from './overpayment-codes.type.js';

/** A sum of a month; tenge as text. */
export interface MonthSum {
  readonly month: CivilDate;
  readonly amount: string;
}

export interface InstalmentRow extends MonthSum {
  readonly recovered: string;
}

export interface PlanRow {
  readonly method: RecoveryMethod;
  readonly article: string;
  readonly agreedOn: CivilDate;
  readonly instalments: readonly InstalmentRow[];
}

export interface ReturnRow {
  readonly amount: string;
  readonly receivedOn: CivilDate;
  readonly withheld: boolean;
}

/** An overpayment with all that hangs on it. */
export interface OverpaymentRow {
  readonly id: string;
  readonly publicId: string;
  readonly awardId: string;
  readonly cause: OverpaymentCause;
  readonly article: string;
  readonly amount: string;
  readonly recovered: string;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly version: number;
  readonly months: readonly MonthSum[];
  readonly plan: PlanRow | null;
  readonly returns: readonly ReturnRow[] | null;
}

const day = (column: string): string => `to_char(${column}, 'YYYY-MM-DD')`;

const WHOLE = `
  select o.id::text, o.public_id as "publicId", o.award_id::text as "awardId", o.cause, o.article, o.amount::text, o.recovered::text,
         ${day('o.occurred_on')} as "occurredOn", ${day('o.received_on')} as "receivedOn", o.version,
         (select json_agg(json_build_object('month', ${day('m.month')}, 'amount', m.amount::text) order by m.month) from overpayment_month m where m.overpayment_id = o.id) as months,
         (select json_build_object('method', p.method, 'article', p.article, 'agreedOn', ${day('p.agreed_on')}, 'instalments', (
             select json_agg(json_build_object('month', ${day('i.month')}, 'amount', i.amount::text, 'recovered', coalesce(r.amount, 0)::text) order by i.month)
               from recovery_instalment i left join recovery r on r.instalment_id = i.id where i.plan_id = p.id))
            from recovery_plan p where p.overpayment_id = o.id) as plan,
         (select json_agg(json_build_object('amount', r.amount::text, 'receivedOn', ${day('r.received_on')}, 'withheld', r.payment_id is not null) order by r.received_on, r.id)
            from recovery r where r.overpayment_id = o.id) as returns
    from overpayment o`;

const OF_AWARDS = `${WHOLE} where o.award_id = any (?::bigint[]) order by o.id`;

/** Overpayments of an award, oldest first; one statement, whatever hangs on them. */
export const overpaymentsOfAward = definePathLoader<string, OverpaymentRow[]>(onRegister, async (em, awards) =>
  groupByKey(awards, await em.execute<OverpaymentRow[]>(keptPlan('overpayments_of_awards', OF_AWARDS), [textArray(awards)]), ({ awardId }) => awardId));

export const overpaymentById = async (em: EntityManager, id: string): Promise<OverpaymentRow | null> =>
  (await em.execute<OverpaymentRow[]>(`${WHOLE} where o.id = ?`, [id]))[0] ?? null;

/** An award under which something is booked. */
export interface HeldAward {
  readonly id: string;
  readonly programme: BenefitProgrammeCode;
}

/** Holds an award for this transaction; null for an id that is nobody's, or not open here. */
export const holdAward = async (em: EntityManager, publicId: string): Promise<HeldAward | null> =>
  (await em.execute<HeldAward[]>(`select id::text, programme from benefit_award where public_id::text = lower(?) for update`, [publicId]))[0] ?? null;

export interface HeldOverpayment extends HeldAward {
  readonly awardId: string;
  readonly amount: string;
  readonly recovered: string;
  readonly version: number;
}

/** Holds an overpayment: of two who book at once the second sees what the first has booked. */
export const holdOverpayment = async (em: EntityManager, publicId: string): Promise<HeldOverpayment | null> =>
  (await em.execute<HeldOverpayment[]>(
    `select o.id::text, o.award_id::text as "awardId", a.programme, o.amount::text, o.recovered::text, o.version
       from overpayment o join benefit_award a on a.id = o.award_id where o.public_id::text = lower(?) for update of o`, [publicId]))[0] ?? null;

/** What was paid on an award for months, less what is on record as overpaid of it. */
export async function rightlyPaid(em: EntityManager, awardId: string, months: readonly CivilDate[]): Promise<ReadonlyMap<CivilDate, string>> {
  const rows = await em.execute<MonthSum[]>(
    `select ${day('m.month')} as month, (coalesce((select sum(p.amount) from benefit_payment p where p.award_id = ? and p.month = m.month and p.state = 'PAID'), 0)
        - coalesce((select sum(om.amount) from overpayment_month om join overpayment o on o.id = om.overpayment_id where o.award_id = ? and om.month = m.month), 0))::text as amount
       from unnest(?::date[]) as m (month)`, [awardId, awardId, arrayOf(months)]);
  return new Map(rows.map(({ month, amount }) => [month, amount]));
}

export interface NewOverpayment {
  readonly awardId: string;
  readonly cause: OverpaymentCause;
  readonly article: string;
  readonly amount: string;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly source: string;
  readonly months: readonly MonthSum[];
}

export async function insertOverpayment(em: EntityManager, { awardId, cause, article, amount, occurredOn, receivedOn, source, months }: NewOverpayment): Promise<string> {
  const [made] = await em.execute<{ id: string }[]>(
    `insert into overpayment (award_id, cause, article, amount, occurred_on, received_on, source) values (?, ?, ?, ?, ?, ?, ?) returning id::text`,
    [awardId, cause, article, amount, occurredOn, receivedOn, source]);
  if (made === undefined) throw new Error('An overpayment was not written.');
  await em.execute(`insert into overpayment_month (overpayment_id, month, amount) select ?, month, amount from unnest(?::date[], ?::numeric[]) as m (month, amount)`,
    [made.id, arrayOf(months.map(({ month }) => month)), arrayOf(months.map(({ amount: sum }) => sum))]);
  return made.id;
}

/** Whether how it comes back was agreed before. */
export const hasPlan = async (em: EntityManager, id: string): Promise<boolean> => (await em.execute<object[]>('select 1 from recovery_plan where overpayment_id = ?', [id])).length > 0;

/** Months of an award from which something is kept back already. */
export const monthsWithheld = async (em: EntityManager, awardId: string): Promise<CivilDate[]> =>
  (await em.execute<{ month: CivilDate }[]>(`select ${day('month')} as month from recovery_instalment where award_id = ? and method = 'WITHHOLDING'`, [awardId])).map(({ month }) => month);

/** What an award pays for each of some months by the amounts on record, after contributions. */
export async function netOfMonths(em: EntityManager, awardId: string, months: readonly CivilDate[]): Promise<ReadonlyMap<CivilDate, string>> {
  const rows = await em.execute<MonthSum[]>(
    `select ${day('m.month')} as month, (x.gross - x.withheld)::text as amount from unnest(?::date[]) as m (month)
       join benefit_award_amount x on x.award_id = ? and x.valid_from <= m.month and (x.valid_to is null or x.valid_to > m.month)`, [arrayOf(months), awardId]);
  return new Map(rows.map(({ month, amount }) => [month, amount]));
}

export interface NewPlan {
  readonly method: RecoveryMethod;
  readonly article: string;
  /** The share of a payment that may be kept back; null when nothing is. */
  readonly share: string | null;
  readonly agreedOn: CivilDate;
  readonly instalments: readonly MonthSum[];
}

export async function insertPlan(em: EntityManager, { id, awardId }: HeldOverpayment, { method, article, share, agreedOn, instalments }: NewPlan): Promise<void> {
  await em.execute(
    `with plan as (insert into recovery_plan (overpayment_id, method, article, share, agreed_on) values (?, ?, ?, ?, ?) returning id)
     insert into recovery_instalment (plan_id, overpayment_id, award_id, method, share, month, amount)
     select plan.id, ?, ?, ?, ?, month, amount from plan, unnest(?::date[], ?::numeric[]) as i (month, amount)`,
    [id, method, article, share, agreedOn, id, awardId, method, share, arrayOf(instalments.map(({ month }) => month)), arrayOf(instalments.map(({ amount }) => amount))]);
  await em.execute('update overpayment set version = version + 1 where id = ?', [id]);
}

export interface PlannedInstalment {
  readonly id: string;
  readonly method: RecoveryMethod;
  readonly booked: boolean;
}

export const instalmentOf = async (em: EntityManager, id: string, month: CivilDate): Promise<PlannedInstalment | null> =>
  (await em.execute<PlannedInstalment[]>(
    `select i.id::text, i.method, exists (select 1 from recovery r where r.instalment_id = i.id) as booked from recovery_instalment i where i.overpayment_id = ? and i.month = ?`, [id, month]))[0] ?? null;

/** Books what came back; what is owed falls by it in the same statement. */
export const bookReturn = (em: EntityManager, { id }: HeldOverpayment, instalment: string | null, amount: string, receivedOn: CivilDate): Promise<unknown> =>
  em.execute(
    `with booked as (insert into recovery (overpayment_id, instalment_id, amount, received_on) values (?, ?, ?, ?) returning overpayment_id, amount)
     update overpayment o set recovered = o.recovered + booked.amount, version = version + 1 from booked where o.id = booked.overpayment_id`, [id, instalment, amount, receivedOn]);

/** Everybody whom an award is about, for the ledger. */
export async function peopleOfAward(em: EntityManager, awardId: string): Promise<string[]> {
  const rows = await em.execute<{ iin: string }[]>(
    `select recipient_iin as iin from benefit_award where id = ? and recipient_iin is not null union select iin from benefit_award_child where award_id = ?`, [awardId, awardId]);
  return rows.map(({ iin }) => iin);
}
