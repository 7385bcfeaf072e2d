import type { MutationRule } from '../../../shared/mutation/mutate.js';

/** The rule of a mutation of the register: the ministry, assessing benefits. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:benefits'], purpose: 'BENEFIT_ASSESSMENT' });
