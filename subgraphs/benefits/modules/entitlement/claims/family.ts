import { type Count, countWith } from '../counting.js';
import { holds } from '../days.js';
import { type Claim, given } from './claim.js';
import type { Reading } from './reading.js';

/** The children of the parent who would apply; nobody knows those of a guardian. */
function countOf(of: Reading): Count | null | undefined {
  const { claimant, child, on } = of;
  if (claimant === undefined || (claimant !== null && claimant.parent === null)) return undefined;
  return claimant?.parent == null ? null : countWith(child.facts, claimant.parent, child.iin, of.study, on);
}

export function largeFamily(of: Reading): Claim {
  const count = countOf(of);
  return {
    facts: given({ ...of.common('LARGE_FAM'), children: count === undefined || count?.undecided === true ? undefined : (count?.children ?? []) }),
    amount: given({ childrenCount: count?.number }),
    values: of.values({ FOUR_CHILDREN: count == null ? null : String(count.number) }),
    incomeOf: null,
  };
}

export function awardedMother(of: Reading): Claim {
  const { mother, on } = of;
  const award = mother === null ? undefined : (of.child.evidence.motherAwards.get(mother.iin) ?? []).find((one) => holds(one, on));
  return {
    facts: given({ ...of.common('AWARD_MOTHER'), hasAward: mother === null ? undefined : award !== undefined, recipientDiedOn: mother?.deathDate }),
    amount: given({ motherAward: award?.award }),
    values: of.values({ AWARDED: award?.award ?? null }),
    incomeOf: null,
  };
}
