import { latestOf } from '../../../rules/entitlement.js';
import { type Claim, given } from './claim.js';
import type { Reading } from './reading.js';

/** What a later loss of a breadwinner adds (177(5)) stands in SURVIVOR, as it does in the register of awards. */
export function disabledChild(of: Reading): Claim {
  const { disability, age } = of;
  return {
    facts: { ...of.common('DIS_CHILD'), disability },
    amount: given({ childAgeYears: age, disabilityGroup: disability?.group ?? undefined, disabledSinceChildhood: disability === null ? undefined : of.disabledSinceChildhood }),
    values: of.values({ DISABLED: of.group }),
    incomeOf: null,
  };
}

export function carerOfDisabled(of: Reading): Claim {
  const { disability, claimant, age } = of;
  const since = claimant == null ? undefined : latestOf(claimant.since, disability?.from) ?? undefined;
  return {
    facts: given({ ...of.common('DIS_CARER'), disability, raises: claimant === undefined ? undefined : claimant !== null, fullStateSupport: of.kept !== null, rightArisesOn: since }),
    amount: { childAgeYears: age },
    values: of.values({ CHILD_DISABLED: of.group, RAISES_THE_CHILD: claimant == null ? null : claimant.since }),
    incomeOf: null,
  };
}

export const adultCarer = (of: Reading): Claim => ({
  facts: { ...of.common('ADULT_CARER'), disability: of.disability },
  amount: given({ childAgeYears: of.age, disabilityGroup: of.disability?.group ?? undefined }),
  values: of.values({ GROUP_I: of.group }),
  incomeOf: null,
});
