import type { MutationRule } from '../../../shared/mutation/mutate.js';

/** The rule of a mutation of the ministry's register: its staff, and the departments of akimats for their regions. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:schools'], purpose: 'EDUCATION_PLANNING' });

/** The rule of a mutation by which somebody acts for their own child. */
export const familyRuleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['citizen'], purpose: 'OWN_FAMILY' });
