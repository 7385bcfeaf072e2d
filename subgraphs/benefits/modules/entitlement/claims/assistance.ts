import { Decimal } from 'decimal.js';
import { monthStart } from '../../../../shared/calendar.js';
import type { CivilDate } from '../../../../shared/clock.js';
import { computeAmount } from '../../../rules/amount.js';
import type { BenefitFacts } from '../../../rules/facts.js';
import type { Income } from '../../evidence/evidence.repository.js';
import { type Claim, given } from './claim.js';
import type { Reading } from './reading.js';

/** The quarter before a day's. */
const quarterBefore = (day: CivilDate): CivilDate => monthStart(day, -3 - ((Number(day.slice(5, 7)) - 1) % 3));

/** What the family stated for the quarter before, the last statement of it. */
const statementOf = (of: Reading): Income | null =>
  (of.claimant == null ? null : ((of.child.evidence.incomes.get(of.claimant.iin) ?? []).findLast(({ quarter }) => quarter === quarterBefore(of.on)) ?? null));

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
  facts: { ...of.common('ASP_CHILD'), receivesAsp: of.award('ASP') !== undefined },
  amount: { childAgeYears: of.age },
  values: of.values({ RECEIVES_ASP: of.award('ASP')?.receivedOn ?? null }),
  incomeOf: null,
});
