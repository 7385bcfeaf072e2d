import { LOSS_MONTHS } from '../../../rules/survivor-gfss.js';
import { averageIncome, monthsInsured } from '../../evidence/contributions.js';
import { studies } from '../counting.js';
import { lostParents, survivorsOf } from '../loss.js';
import { type Claim, given } from './claim.js';
import type { Reading } from './reading.js';

export function survivor(of: Reading): Claim {
  const { child, on } = of;
  const lost = lostParents(child.facts, on);
  const orphan = lost.length >= 2;
  return {
    facts: given({ ...of.common('SURVIVOR'), rightArisesOn: lost[0]?.on ?? null, fullTimeStudent: studies(of.study(child.iin), on) ?? undefined, disabledBefore18: of.disabledBeyond18, disability: of.disability }),
    amount: { survivorsCount: survivorsOf(lost, of.study, on), fullOrphan: orphan },
    values: of.values({ BREADWINNER_LOST: lost[0]?.on ?? null }),
    incomeOf: null,
  };
}

/** One for each parent lost (239(3)); where nobody is, the answer says so once. */
export function insuredSurvivor(of: Reading): Claim[] {
  const { child, on, age } = of;
  const student = studies(of.study(child.iin), on) ?? undefined;
  const dependent = age < 18 || of.disabledBeyond18 ? true : student;
  const common = given({ ...of.common('SURVIVOR_GFSS'), fullTimeStudent: student, disabledBefore18: of.disabledBeyond18, disability: of.disability, dependent });
  const lost = lostParents(child.facts, on);
  if (lost.length === 0) return [{ facts: { ...common, rightArisesOn: null }, amount: {}, values: of.values(), incomeOf: null }];
  return lost.map((loss) => {
    const { parent: { iin }, on: diedOn } = loss;
    const paid = of.contributions(iin);
    const months = monthsInsured(paid, diedOn);
    return {
      facts: { ...common, rightArisesOn: diedOn, insured: months > 0 },
      amount: { averageMonthlyIncome: averageIncome(paid, diedOn, LOSS_MONTHS), insuranceMonths: months, survivorsCount: survivorsOf([loss], of.study, on), rightArisesOn: diedOn },
      values: of.values({ BREADWINNER_LOST: diedOn, BREADWINNER_INSURED: String(months) }),
      incomeOf: of.claimant?.iin ?? iin,
    };
  });
}
