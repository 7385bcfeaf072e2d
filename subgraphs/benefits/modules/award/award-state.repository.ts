import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { FEEDS_OPEN, withSettings } from '../../../shared/feeds/settings.js';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isPublicId } from '../../../shared/public-id.js';
import { type AmountPeriod, amountsWithin, type Span } from '../../../shared/rules/amount-periods.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { AwardComponent, AwardEndReason, AwardStatus } from './award-codes.type.js';
import { recordAwardEvent } from './award-event.repository.js';

/** An award as a change finds it. */
export interface AwardState {
  /** Internal key. */
  readonly id: string;
  readonly programme: BenefitProgrammeCode;
  readonly component: AwardComponent;
  readonly recipientIin: string | null;
  readonly recipientBin: string | null;
  readonly regionKato: string;
  readonly decidingBody: string;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly decidedOn: CivilDate;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
  readonly status: AwardStatus;
  readonly suspendedFrom: CivilDate | null;
  /** The last month that was paid where it was taken over from. */
  readonly paidThrough: CivilDate | null;
  readonly version: number;
}

const STATE = `select a.id::text, a.programme, a.component, a.recipient_iin as "recipientIin", a.recipient_bin as "recipientBin", a.region_kato as "regionKato",
  a.deciding_body as "decidingBody", a.occurred_on as "occurredOn", a.received_on as "receivedOn", a.decided_on as "decidedOn", a.since, a.until, a.status,
  a.suspended_from as "suspendedFrom", a.paid_through as "paidThrough", a.version from benefit_award a`;

/** Awards by a condition on `benefit_award a`, held until the transaction ends, in the order of their keys. */
export const lockAwards = (em: EntityManager, condition: string, parameters: readonly unknown[]): Promise<AwardState[]> =>
  em.execute<AwardState[]>(`${STATE} where ${condition} order by a.id for update of a`, [...parameters]);

/** An award in the viewer's regions, held until the transaction ends. */
export async function lockAward(em: EntityManager, id: string): Promise<AwardState> {
  const [found] = isPublicId(id) ? await lockAwards(em, 'a.public_id = ?', [id]) : [];
  if (found === undefined) throw new Refused('UNKNOWN_AWARD', 'input.award', 'No award is on record under this id, or none that is open to you.');
  return found;
}

/** A child's time in an award. */
export interface Membership {
  /** Internal key. */
  readonly id: string;
  readonly iin: string;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

/** The children of an award, past ones included. */
export const membershipsOf = (em: EntityManager, awardId: string): Promise<Membership[]> =>
  em.execute<Membership[]>('select id::text, iin, since, until from benefit_award_child where award_id = ? order by id', [awardId]);

/** What a new award says. */
export interface NewAward extends Omit<AwardState, 'id' | 'version' | 'status' | 'suspendedFrom' | 'paidThrough'> {
  readonly children: readonly string[];
  /** Of those of the children whose time is not the award's. */
  readonly members?: readonly Omit<Membership, 'id'>[];
  readonly amounts: readonly AmountPeriod[];
}

const INSERT = `
  insert into benefit_award (programme, component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, until, status)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE') returning id::text`;

/** Writes an award with its children, its amounts and the first entry of its journal, which says on what it rests; its internal key. */
export async function insertAward(em: EntityManager, one: NewAward, note: JournalNote, basis: string | null = null): Promise<string> {
  const { programme, component, regionKato, since, until } = one;
  const [row] = await em.execute<{ id: string }[]>(INSERT, [programme, component, one.recipientIin, one.recipientBin, regionKato, one.decidingBody, one.occurredOn, one.receivedOn, one.decidedOn, since, until]);
  if (row === undefined) throw new Error('The register took an award and gave it no key.');
  for (const iin of one.children) {
    const own = one.members?.find((member) => member.iin === iin) ?? { since, until };
    await em.execute('insert into benefit_award_child (award_id, programme, component, region_kato, iin, since, until) values (?, ?, ?, ?, ?, ?, ?)', [row.id, programme, component, regionKato, iin, own.since, own.until]);
  }
  await writeAmounts(em, row.id, one.amounts);
  await recordAwardEvent(em, row.id, { kind: 'ASSIGNED', effectiveFrom: since, article: basis ?? undefined }, note);
  return row.id;
}

/** An exact value that has no end (the floor of CARE_GFSS is a ninth) is kept to six places, as the seed does. */
const PLACES = 6;

/** Adds amounts of an award. */
export async function writeAmounts(em: EntityManager, awardId: string, amounts: readonly AmountPeriod[]): Promise<void> {
  for (const { from, to, tier, exact, gross, withheld, ruleVersion } of amounts) {
    await em.execute('insert into benefit_award_amount (award_id, valid_from, valid_to, tier, exact, gross, withheld, rule_version) values (?, ?, ?, ?, ?, ?, ?, ?)',
      [awardId, from, to, tier, exact.toDecimalPlaces(PLACES).toFixed(), gross.toFixed(2), withheld.toFixed(2), ruleVersion]);
  }
}

/** Takes away what an award came to from a day on; what came before ends there. */
export async function endAmounts(em: EntityManager, awardId: string, from: CivilDate): Promise<void> {
  await em.execute('delete from benefit_award_amount where award_id = ? and valid_from >= ?', [awardId, from]);
  await em.execute('update benefit_award_amount set valid_to = ? where award_id = ? and (valid_to is null or valid_to > ?)', [from, awardId, from]);
}

/**
 * Takes away what an award came to from a day until another (not included), which is not paid: a suspension that is not made good.
 * What would hold from the last day on begins there.
 */
export async function cutAmounts(em: EntityManager, awardId: string, from: CivilDate, to: CivilDate): Promise<void> {
  await em.execute(
    `insert into benefit_award_amount (award_id, valid_from, valid_to, tier, exact, gross, withheld, rule_version)
     select award_id, ?::date, valid_to, tier, exact, gross, withheld, rule_version from benefit_award_amount
      where award_id = ? and valid_from < ? and (valid_to is null or valid_to > ?) on conflict do nothing`, [to, awardId, to, to]);
  await em.execute('delete from benefit_award_amount where award_id = ? and valid_from >= ? and valid_from < ?', [awardId, from, to]);
  await em.execute('update benefit_award_amount set valid_to = ? where award_id = ? and valid_from < ? and (valid_to is null or valid_to > ?)', [from, awardId, from, from]);
}

export const hasAmounts = async (em: EntityManager, awardId: string): Promise<boolean> =>
  (await em.execute<object[]>('select 1 from benefit_award_amount where award_id = ? limit 1', [awardId])).length > 0;

const SPANS = `
  select to_char(lower(span), 'YYYY-MM-DD') as from, to_char(upper(span), 'YYYY-MM-DD') as to
    from (select unnest(range_agg(daterange(valid_from, valid_to) * daterange(?::date, ?::date))) as span from benefit_award_amount where award_id = ?) as held order by span`;

/**
 * Puts others in the place of what an award came to from a day until another (not included; null: for good), only for days of which it came to
 * something: what was not paid during a suspension is not due because the amount is another one. Of an award without amounts all of them.
 */
export async function rewriteAmounts(em: EntityManager, awardId: string, amounts: readonly AmountPeriod[], from: CivilDate, to: CivilDate | null = null): Promise<void> {
  const held = await em.execute<Span[]>(SPANS, [from, to, awardId]);
  if (to === null) await endAmounts(em, awardId, from);
  else await cutAmounts(em, awardId, from, to);
  await writeAmounts(em, awardId, amountsWithin(amounts, held.length > 0 ? held : [{ from, to }]));
}

/** Suspends an award, or earlier than it was. */
export const suspendAward = (em: EntityManager, id: string, from: CivilDate): Promise<unknown> =>
  em.execute(`update benefit_award set status = 'SUSPENDED', suspended_from = least(suspended_from, ?::date) where id = ?`, [from, id]);

/** Resumes an award. */
export const resumeAwardRow = (em: EntityManager, id: string): Promise<unknown> =>
  em.execute(`update benefit_award set status = 'ACTIVE', suspended_from = null where id = ?`, [id]);

/** Why an award ended, and when that happened and was received. */
export interface AwardEnd {
  readonly reason: AwardEndReason;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
}

/** Changes the children of an award, those as well that an adoption has sealed: they would stand in the way of another award. Nothing of them is read. */
const withSealed = (em: EntityManager, work: () => Promise<unknown>): Promise<unknown> => withSettings(em, FEEDS_OPEN, work);

/** Ends an award, and the time of its children in it, after a last day. */
export async function terminateAward(em: EntityManager, id: string, until: CivilDate, { reason, occurredOn, receivedOn }: AwardEnd): Promise<void> {
  await em.execute(
    `update benefit_award set status = 'TERMINATED', suspended_from = null, until = greatest(since, ?::date), end_reason = ?, end_occurred_on = ?, end_received_on = ? where id = ?`,
    [until, reason, occurredOn, receivedOn, id]);
  await withSealed(em, () => em.execute('update benefit_award_child set until = greatest(since, ?::date) where award_id = ? and (until is null or until > ?)', [until, id, until]));
}

/** Marks an award as one that was never due: its rows stay, and they take nobody's place. */
export const markNeverDue = (em: EntityManager, id: string): Promise<unknown> =>
  withSealed(em, () => em.execute('update benefit_award_child set never_due = true where award_id = ?', [id]));

/** Takes a child out of an award after a last day. */
export const endMembership = (em: EntityManager, id: string, until: CivilDate): Promise<unknown> =>
  em.execute('update benefit_award_child set until = greatest(since, ?::date) where id = ? and (until is null or until > ?)', [until, id, until]);

/** Gives an award what another came to from a day on. */
export const copyAmounts = (em: EntityManager, from: string, to: string, day: CivilDate): Promise<unknown> =>
  em.execute(
    `insert into benefit_award_amount (award_id, valid_from, valid_to, tier, exact, gross, withheld, rule_version)
     select ?, greatest(valid_from, ?::date), valid_to, tier, exact, gross, withheld, rule_version from benefit_award_amount where award_id = ? and (valid_to is null or valid_to > ?)`,
    [to, day, from, day]);
