import { Decimal } from 'decimal.js';
import { quarterStart } from '../../../../shared/calendar.js';
import { computeAmount } from '../../../rules/amount.js';
import type { BenefitFacts } from '../../../rules/facts.js';
import type { Income } from '../../evidence/evidence.repository.js';
import { type Claim, given } from './claim.js';
import type { Reading } from './reading.js';

/** What the family stated for the quarter before, the last statement of it. */
const statementOf = (of: Reading): Income | null =>
  (of.claimant == null ? null : ((of.child.evidence.incomes.get(of.claimant.iin) ?? []).findLast(({ quarter }) => quarter === quarterStart(of.on, -1)) ?? null));

export function assistance(of: Reading): Claim {
  const stated = statementOf(of);
  const perCapitaIncome = stated === null ? undefined : new Decimal(stated.income).div(3).div(stated.members);
  const amount: BenefitFacts = stated === null || perCapitaIncome === undefined ? {} : { perCapitaIncome, familyMembers: stated.members };
  const { covered } = of.book;
  const known = perCapitaIncome !== undefined && of.on >= covered.from && of.on <= covered.to;
  return {
    facts: given({
      ...of.common('ASP'),
      poor: known ? computeAmount('ASP', of.on, amount, of.book).tier !== null : undefined,
      barred: stated?.needFound == null ? undefined : !stated.needFound,
    }),
    amount,
    values: of.values({ NOT_ABOVE_POVERTY_LINE: perCapitaIncome?.toDecimalPlaces(2).toFixed() ?? null }),
    incomeOf: of.claimant?.iin ?? null,
  };
}

export const assistanceForChild = (of: Reading): Claim => ({
  facts: given({ ...of.common('ASP_CHILD'), receivesAsp: of.receives('ASP') }),
  amount: { childAgeYears: of.age },
  values: of.values({ RECEIVES_ASP: of.award('ASP')?.receivedOn ?? null }),
  incomeOf: null,
});
