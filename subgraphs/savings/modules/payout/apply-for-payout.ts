import type { EntityManager } from '@mikro-orm/postgresql';
import { Decimal } from 'decimal.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { noteOf } from '../../../shared/mutation/journal-note.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { termEnds } from '../../rules/terms.js';
import { askedFor, standsOn, type HeldAccount } from './money.repository.js';
import { isAuthorised } from './operator.repository.js';
import { payableAccount } from './payable.js';
import { isForEducation } from './payout-codes.type.js';
import { answerWithPayout, type SavingsPayoutOutcome } from './payout-outcome.type.js';
import { insertPayout } from './payout-state.repository.js';
import { ofPayout } from './payout.repository.js';
import type { ApplyForPayoutInput } from './payout.input.type.js';

const LONGEST_ACT = 200;

/** The sum as the books have it; dollars and cents. */
function amountOf({ amount }: ApplyForPayoutInput): Decimal {
  if (amount.lte(0) || amount.decimalPlaces() > 2) throw badInput('input.amount', 'must be above zero, with at most two decimals.');
  return amount;
}

function requireCountry({ use, country }: ApplyForPayoutInput): void {
  if (!/^[A-Z]{2}$/.test(country)) throw badInput('input.country', 'must be a country by ISO 3166-1: two capital letters.');
  if (country !== 'KZ' && !isForEducation(use)) throw new Refused('HOUSING_ABROAD', 'input.country', 'Savings pay for housing in Kazakhstan only; for education anywhere.');
}

/** Both or neither: a guardian applies by an act. */
function representationOf({ iin, representativeIin, representationAct }: ApplyForPayoutInput): { readonly representativeIin: string | null; readonly representationAct: string | null } {
  if (representativeIin == null && representationAct == null) return { representativeIin: null, representationAct: null };
  if (representativeIin == null) throw badInput('input.representativeIin', 'must name the guardian whose act is given.');
  if (representativeIin === iin) throw badInput('input.representativeIin', 'must be somebody else than the person; leave it out where the person applies.');
  if (representationAct == null) throw badInput('input.representationAct', 'must be given with representativeIin.');
  return { representativeIin, representationAct: inputText('input.representationAct', representationAct, LONGEST_ACT) };
}

async function requireOperator(em: EntityManager, { operator }: ApplyForPayoutInput, on: string): Promise<void> {
  if (!(await isAuthorised(em, operator, on))) throw new Refused('UNKNOWN_OPERATOR', 'input.operator', 'No operator with this BIN has a contract with ЕНПФ on the day of the application.');
}

async function requireCovered(em: EntityManager, iin: string, account: HeldAccount, amount: Decimal): Promise<void> {
  const [balance, asked] = [await standsOn(em, iin, account), await askedFor(em, account)];
  const free = balance.minus(asked);
  if (amount.gt(free)) throw new Refused('MORE_THAN_BALANCE', 'input.amount', 'The account has less than this, or other applications ask for it already: see `balance` and `payouts`.');
}

/** Takes an application: for what the law allows, through an operator under contract, within what the account has left. */
export function applyForPayout(context: SubgraphContext, rule: MutationRule, input: ApplyForPayoutInput): Promise<SavingsPayoutOutcome> {
  return answerWithPayout(context, rule, input, async (em, viewer) => {
    const note = noteOf(input, context, viewer);
    const { iin, use, country, operator: operatorBin } = input;
    const { occurredOn, receivedOn: submittedOn } = note;
    const [amount, representation] = [amountOf(input), representationOf(input)];
    requireCountry(input);
    await requireOperator(em, input, occurredOn);
    const account = await payableAccount(em, iin, occurredOn, { person: 'input.iin', day: 'input.occurredOn' });
    await requireCovered(em, iin, account, amount);
    const payout = await insertPayout(em, {
      iin, savingsAccountId: account.id, use, country, amount: amount.toFixed(2), operatorBin, ...representation, submittedOn, checkBy: termEnds('CHECK', submittedOn),
    }, note);
    return { reference: { payout }, subjects: ofPayout({ iin, ...representation }) };
  });
}
