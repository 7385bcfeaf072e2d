import type { MutationRule } from '../../../shared/mutation/mutate.js';

/** The rule of a mutation of the fund's books: its own staff. Operators have no role yet, so their steps are recorded by that staff. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:savings'], purpose: 'SAVINGS_ADMINISTRATION' });
