const numbered = (prefix: string, ...ends: readonly string[]): string[] => ends.map((end) => `${prefix}_${end}`);

const GROUPS = ['I', 'II', 'III'] as const;

/** Cases of programmes, as published views name them: benefits' reference has each with its rate. Those that stand on no award are no cases. */
const TIERS: ReadonlySet<string> = new Set([
  ...numbered('ORDER', '1', '2', '3', '1_TO_3', '4_UP'),
  ...numbered('CHILDREN', '4', '5', '6', '7', '8_UP'),
  ...numbered('MEMBERS', '1', '2', '3', '4', '5', '6_UP'),
  ...numbered('DEPENDANTS', '1', '2', '3', '4_UP'),
  ...numbered('GROUP', ...GROUPS),
  ...numbered('CHILDHOOD', ...GROUPS),
  ...numbered('ADULT', ...GROUPS),
  'KUMIS_ALQA', 'ALTYN_ALQA', 'UNDER_7', 'EACH', 'EACH_CHILD', 'FULL_ORPHAN', 'IN_CENTRE', 'REPLACEMENT', 'POVERTY_LINE', 'PENSION_CONTRIBUTION', 'CHILD_MONEY', 'CARER_PAY',
]);

/** A maternity payment's case is how many days it is for. */
const DAYS = /^DAYS_\d{1,3}$/;

export const isBenefitTier = (tier: string): boolean => TIERS.has(tier) || DAYS.test(tier);
