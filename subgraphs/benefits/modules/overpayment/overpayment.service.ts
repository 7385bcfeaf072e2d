import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import { monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { eventDates, inputText } from '../../../shared/mutation/event-dates.js';
import type { Done } from '../../../shared/mutation/mutate.js';
import { Refused, requireVersion } from '../../../shared/mutation/refusal.js';
import { requireWithholding, requireWithinShare, returnArticle, type Withholding } from './recovery-rules.js';
import type { MonthSumInput, PlanRecoveryInput, RecordOverpaymentInput, RecordReturnInput } from './overpayment.type.js';
import {
  bookReturn, hasPlan, holdAward, holdOverpayment, insertOverpayment, insertPlan, instalmentOf, monthsWithheld, netOfMonths, peopleOfAward, rightlyPaid,
  type HeldOverpayment, type MonthSum,
} from './overpayment.repository.js';

/** What every mutation of overpayments leads to. */
export type OverpaymentDone = Done<{ readonly overpayment: string }>;

const MOST_MONTHS = 60;
const LONGEST_SOURCE = 200;

function requireTenge(field: string, amount: Decimal): void {
  if (amount.greaterThan(0) && amount.decimalPlaces() <= 2 && amount.lessThan('1e12')) return;
  throw badInput(field, 'must be tenge above 0, with at most two decimals.');
}

/** Sums by month, checked; each month once. */
function monthSums(field: string, given: readonly MonthSumInput[]): readonly (MonthSum & { readonly sum: Decimal })[] {
  if (given.length === 0 || given.length > MOST_MONTHS) throw badInput(field, `must have 1 to ${MOST_MONTHS} months.`);
  given.forEach(({ amount }, i) => requireTenge(`${field}[${i}].amount`, amount));
  const sums = given.map(({ month, amount }) => ({ month: monthStart(month), amount: amount.toFixed(2), sum: amount }));
  if (new Set(sums.map(({ month }) => month)).size < sums.length) throw badInput(field, 'must have each month once.');
  return sums;
}

const total = (sums: readonly { readonly sum: Decimal }[]): Decimal => sums.reduce((all, { sum }) => all.plus(sum), new Decimal(0));

function requirePast(field: string, day: CivilDate, today: CivilDate): void {
  if (day > today) throw badInput(field, 'must not be in the future.');
}

const notOpen = (code: 'UNKNOWN_AWARD' | 'UNKNOWN_OVERPAYMENT', field: string): Refused => new Refused(code, field, 'Nothing is on record under this id, or nothing that is open to you.');

async function held(em: EntityManager, id: string): Promise<HeldOverpayment> {
  const found = await holdOverpayment(em, id);
  if (found === null) throw notOpen('UNKNOWN_OVERPAYMENT', 'input.overpayment');
  return found;
}

const owed = ({ amount, recovered }: HeldOverpayment): Decimal => new Decimal(amount).minus(recovered);

function requireOwed(field: string, sum: Decimal, overpayment: HeldOverpayment): void {
  if (sum.greaterThan(owed(overpayment))) throw new Refused('MORE_THAN_OWED', field, 'It is more than what is still owed.');
}

/** Writes down an overpayment: no more of a month than was paid for it, and is not overpaid already. */
export async function recordOverpayment(em: EntityManager, input: RecordOverpaymentInput, { today }: SubgraphContext): Promise<OverpaymentDone> {
  const [dates, months] = [eventDates(input, today), monthSums('input.months', input.months)];
  const award = await holdAward(em, input.award);
  if (award === null) throw notOpen('UNKNOWN_AWARD', 'input.award');
  const paid = await rightlyPaid(em, award.id, months.map(({ month }) => month));
  for (const [i, { month, sum }] of months.entries()) {
    if (sum.greaterThan(paid.get(month) ?? 0)) throw new Refused('MORE_THAN_PAID', `input.months[${i}].amount`, 'Less was paid for that month, or is not on record as overpaid already.');
  }
  const overpayment = await insertOverpayment(em, {
    awardId: award.id, cause: input.cause, article: returnArticle(award.programme), amount: total(months).toFixed(2), ...dates, source: inputText('input.source', input.source, LONGEST_SOURCE), months,
  });
  return { reference: { overpayment }, subjects: await peopleOfAward(em, award.id) };
}

/** Instalments that are kept back: of payments still to be made, one for each month of an award, within the share of the law. */
async function requirePossible(em: EntityManager, { awardId }: HeldOverpayment, withholding: Withholding, instalments: readonly (MonthSum & { readonly sum: Decimal })[], today: CivilDate): Promise<void> {
  const [nets, taken] = [await netOfMonths(em, awardId, instalments.map(({ month }) => month)), await monthsWithheld(em, awardId)];
  for (const [i, { month, sum }] of instalments.entries()) {
    const [field, net] = [`input.instalments[${i}]`, nets.get(month)];
    if (month < monthStart(today)) throw new Refused('OUT_OF_ORDER', `${field}.month`, 'It is kept back from payments that are still to be made: of this month or later.');
    if (net === undefined) throw new Refused('NOT_ON_RECORD', `${field}.month`, 'The award has no amount in that month.');
    if (taken.includes(month)) throw new Refused('ALREADY_RECORDED', `${field}.month`, 'Something is kept back from the award in that month already.');
    requireWithinShare(withholding, sum, new Decimal(net), `${field}.amount`);
  }
}

/** Writes down how an overpayment comes back, where the law allows it. */
export async function planRecovery(em: EntityManager, input: PlanRecoveryInput, { today }: SubgraphContext): Promise<OverpaymentDone> {
  requirePast('input.agreedOn', input.agreedOn, today);
  const instalments = monthSums('input.instalments', input.instalments);
  const overpayment = await held(em, input.overpayment);
  requireVersion(input.expectedVersion, overpayment.version);
  if (await hasPlan(em, overpayment.id)) throw new Refused('ALREADY_RECORDED', 'input.overpayment', 'How it comes back was agreed before.');
  requireOwed('input.instalments', total(instalments), overpayment);
  const withholding = input.method === 'WITHHOLDING' ? requireWithholding(overpayment.programme, input.recipientApplied) : null;
  if (withholding !== null) await requirePossible(em, overpayment, withholding, instalments, today);
  const article = withholding?.article ?? returnArticle(overpayment.programme);
  await insertPlan(em, overpayment, { method: input.method, article, share: withholding?.share.toFixed() ?? null, agreedOn: input.agreedOn, instalments });
  return { reference: { overpayment: overpayment.id }, subjects: await peopleOfAward(em, overpayment.awardId) };
}

/** The instalment that a return is for: of a plan by which the recipient returns it, and booked once. */
async function instalmentFor(em: EntityManager, { id }: HeldOverpayment, day: CivilDate | null | undefined): Promise<string | null> {
  if (day == null) return null;
  const found = await instalmentOf(em, id, monthStart(day));
  if (found === null || found.method === 'WITHHOLDING') throw new Refused('NOT_ON_RECORD', 'input.instalment', 'No instalment of that month is to be returned by the recipient.');
  if (found.booked) throw new Refused('ALREADY_RECORDED', 'input.instalment', 'That instalment was booked before.');
  return found.id;
}

/** Books what the recipient has returned: no more than is owed. */
export async function recordReturn(em: EntityManager, input: RecordReturnInput, { today }: SubgraphContext): Promise<OverpaymentDone> {
  requireTenge('input.amount', input.amount);
  requirePast('input.receivedOn', input.receivedOn, today);
  const overpayment = await held(em, input.overpayment);
  requireOwed('input.amount', input.amount, overpayment);
  await bookReturn(em, overpayment, await instalmentFor(em, overpayment, input.instalment), input.amount.toFixed(2), input.receivedOn);
  return { reference: { overpayment: overpayment.id }, subjects: await peopleOfAward(em, overpayment.awardId) };
}
