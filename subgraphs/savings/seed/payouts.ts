import { addDays } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import { chance, type PopulationFacts, type SeedWriter } from '../../shared/synthetic/seed.js';
import { addWorkingDays } from '../../shared/working-days/working-days.js';
import { PAYOUT_OPERATORS } from '../migrations/reference/payout-operators.js';
import type { PayoutAction, PayoutState } from '../modules/payout/payout-codes.type.js';
import { PAID_OUT, TRANSIT } from '../modules/payout/own-accounts.js';
import { payableFrom } from '../rules/claims.js';
import { termEnds } from '../rules/terms.js';

/** The tables of applications, each after those it refers to. */
export const PAYOUT_TABLES = {
  payout: ['iin', 'savings_account_id', 'use', 'country', 'amount', 'operator_bin', 'state', 'reason', 'submitted_on', 'check_by', 'pay_by', 'use_by', 'transfer_id', 'used_amount', 'version', 'recorded_at'],
  payout_event: ['payout_id', 'version', 'action', 'from_state', 'to_state', 'reason', 'occurred_on', 'received_on', 'source', 'organisation', 'recorded_at'],
} as const;

/** A savings account as it was written. */
export interface SeededAccount {
  /** Key of its row. */
  readonly key: number;
  /** Its number on the ledger. */
  readonly account: number;
  readonly openedOn: CivilDate;
  /** USD. */
  readonly amount: string;
}

/** Books one transfer of the person's; its key. */
export type BookTransfer = (kind: 'PAYOUT' | 'PAID' | 'RETURN', debit: number, credit: number, on: CivilDate, refersTo: number | null) => number;

interface Step {
  readonly action: PayoutAction;
  readonly to: PayoutState;
  readonly on: CivilDate;
}

/** Half of those who may ask for their savings do within some months; figures like those of the first two years. */
const SHARE_ASKING = 0.5;
const SHARE_HOUSING = 0.62;
const SHARE_REFUSED = 0.04;
const SHARE_RETURNED = 0.06;

/** The steps of an application until a day, and those that are still to come left out. */
function stepsOf({ iin }: SyntheticPerson, submitted: CivilDate, { seed, asOf }: PopulationFacts): Step[] {
  const within = (what: string, days: number): number => 1 + Math.floor(chance(seed, 'payout', what, iin) * days);
  const checked = addWorkingDays(submitted, within('check', 9));
  const paid = addWorkingDays(checked, within('pay', 5));
  const last: Step = chance(seed, 'payout', 'returned', iin) < SHARE_RETURNED
    ? { action: 'RETURN', to: 'RETURNED', on: termEnds('USE', paid) }
    : { action: 'USE', to: 'USED', on: addWorkingDays(paid, within('use', 30)) };
  const all: Step[] = chance(seed, 'payout', 'refused', iin) < SHARE_REFUSED
    ? [{ action: 'SUBMIT', to: 'SUBMITTED', on: submitted }, { action: 'REFUSE', to: 'REFUSED', on: checked }]
    : [{ action: 'SUBMIT', to: 'SUBMITTED', on: submitted }, { action: 'CHECK', to: 'CHECKED', on: checked }, { action: 'PAY', to: 'PAID', on: paid }, last];
  return all.filter(({ on }) => on <= asOf);
}

/** The transfers that belong to the steps; the key of that by which the money was sent. */
function book(steps: readonly Step[], { account }: SeededAccount, transfer: BookTransfer): number | null {
  const dayOf = (action: PayoutAction): CivilDate | undefined => steps.find((step) => step.action === action)?.on;
  const [paid, used, returned] = [dayOf('PAY'), dayOf('USE'), dayOf('RETURN')];
  if (paid === undefined) return null;
  const sent = transfer('PAYOUT', account, Number(TRANSIT), paid, null);
  if (used !== undefined) transfer('PAID', Number(TRANSIT), Number(PAID_OUT), used, sent);
  if (returned !== undefined) transfer('RETURN', Number(TRANSIT), account, returned, sent);
  return sent;
}

/** Nobody uses a part. */
const usedOf = (state: PayoutState, { amount }: SeededAccount): string | null => (state === 'USED' ? amount : state === 'RETURNED' ? '0' : null);

/** Somebody's application for all that is on the account, where one was made by the population's day. */
export function writePayout(person: SyntheticPerson, account: SeededAccount, facts: PopulationFacts, transfer: BookTransfer, write: SeedWriter<keyof typeof PAYOUT_TABLES>): void {
  const { iin, birthDate, death } = person;
  const roll = (what: string): number => chance(facts.seed, 'payout', what, iin);
  const submitted = addDays(payableFrom(birthDate, account.openedOn), Math.floor(roll('day') * 150));
  if (death !== null || submitted > facts.asOf || roll('asks') >= SHARE_ASKING) return;
  const steps = stepsOf(person, submitted, facts);
  const on = (action: PayoutAction): CivilDate | null => steps.find((step) => step.action === action)?.on ?? null;
  const [checked, paid] = [on('CHECK'), on('PAY')];
  const state = steps.at(-1)?.to ?? 'SUBMITTED';
  const reason = state === 'REFUSED' ? 'PAPERS_INCOMPLETE' : null;
  const operator = PAYOUT_OPERATORS[roll('operator') < 0.9 ? 0 : 1].bin;
  const id = write.row('payout', [
    iin, account.key, roll('use') < SHARE_HOUSING ? 'HOUSING_DEPOSIT' : 'TUITION', 'KZ', account.amount, operator, state, reason, submitted, termEnds('CHECK', submitted),
    checked && termEnds('TRANSFER', checked), paid && termEnds('USE', paid), book(steps, account, transfer), usedOf(state, account), steps.length, submitted,
  ]);
  steps.forEach(({ action, to, on: day }, i) =>
    write.row('payout_event', [id, i + 1, action, steps[i - 1]?.to ?? null, to, action === 'REFUSE' ? reason : null, day, day, 'operator', operator, day]));
}
