import type { Rule } from '../../../local/population/anomalies/rules.js';

/** Rules that find errors of the synthetic population, with the kinds of errors that they find. Each names a person and a transfer of a year, or the day of a claim. */
export interface PopulationRule {
  readonly rules: readonly Rule[];
  readonly kinds: readonly string[];
  readonly sql: string;
}

const credited = (where: string): string => `select subject, 'ACCRUAL' as kind, reporting_year::text as at from audit_export.savings_year where transfers > 0 and taken_back < accrued and (${where})`;

/** Whether a correction has made sum and yield together what they should be, or taken them back. */
const CORRECTED = `(taken_back > 0 and accrued + yield - taken_back in (0, published + yield_due))`;

/** Whose yield is due: whoever was on the list, or got one. */
const EARNS = `(c.yield > 0 or exists (select 1 from audit_export.savings_year y where y.subject = c.subject and y.reporting_year = c.reporting_year and y.due))`;

export const POPULATION_RULES: readonly PopulationRule[] = [
  {
    rules: ['S01'],
    kinds: ['SAVINGS_NON_CITIZEN', 'SAVINGS_NOT_VOIDED'],
    sql: `${credited('not citizen and alive and born_by_list')} union all select subject, '', opened_on::text from audit_export.savings_claim where not_voided`,
  },
  {
    rules: ['S02'],
    kinds: ['SAVINGS_CLAIM_DOUBLED'],
    sql: `select subject, '' as kind, max(opened_on)::text as at from audit_export.savings_claim where closed_on is null group by subject having count(*) > 1`,
  },
  { rules: ['S03'], kinds: ['SAVINGS_AFTER_MAJORITY', 'SAVINGS_BORN_AFTER_LIST'], sql: credited('not born_by_list or not under_18') },
  { rules: ['S04'], kinds: ['SAVINGS_AFTER_DEATH'], sql: credited('not alive') },
  { rules: ['S05'], kinds: ['SAVINGS_YEAR_MISSED', 'SAVINGS_CHILD_MISSING', 'PLACED_CHILD_WITHOUT_CLAIM'], sql: `select subject, 'ACCRUAL' as kind, reporting_year::text as at from audit_export.savings_year where missed` },
  {
    rules: ['S06'],
    kinds: ['SAVINGS_WRONG_SUM', 'SAVINGS_WRONG_YIELD'],
    sql: `select subject, 'ACCRUAL' as kind, reporting_year::text as at from audit_export.savings_claim_year where accrued > 0 and accrued <> published and not ${CORRECTED}
      union all select subject, 'YIELD', reporting_year::text from audit_export.savings_claim_year c where yield <> yield_due and ${EARNS} and not ${CORRECTED}`,
  },
];

/** After so many whole years what nobody asked for goes to the pension account. */
const UNCLAIMED_YEARS = 10;

/** Rules over what officials and runs have recorded, by what they find; each names a person, or the year that totals are of. */
export const RECORD_RULES = {
  'S02: credited twice for a year': `select subject::text as name from audit_export.savings_transfer where kind = 'ACCRUAL' and taken_back < amount group by subject, reporting_year having count(*) > 1`,
  'S03, S04: credited after majority or death': `select subject::text as name from audit_export.savings_transfer where kind = 'ACCRUAL' and taken_back < amount and (age >= 18 or after_death)`,
  'S01: savings that should have lapsed': 'select subject::text as name from audit_export.savings_account where lapsed and balance > 0',
  'S04: paid after a death': 'select subject::text as name from audit_export.savings_payout where after_death',
  'S07: paid more than there was': `select subject::text as name from audit_export.savings_transfer where overdrawn`,
  'S08: money held past its term': 'select subject::text as name from audit_export.savings_payout where held_past_term',
  'S09: returned and not credited again': 'select subject::text as name from audit_export.savings_payout where not_recredited',
  'S10: paid out before 18': `select subject::text as name from audit_export.savings_payout where before_18 union select subject::text from audit_export.savings_transfer where kind in ('PAYOUT', 'PENSION') and before_18`,
  'S11: unclaimed for ten years': `select subject::text as name from audit_export.savings_account where balance > asked_for and died is null and years_since_18 >= ${UNCLAIMED_YEARS}`,
  'S12: heirs paid early': 'select subject::text as name from audit_export.savings_transfer where heirs_early',
  'S13: not one sum for everybody': `select reporting_year::text as name from audit_export.savings_total where (lowest, highest, transfers) <> (per_child, per_child, children) or accrued <> children * per_child`,
  'S13: openings other than the assets sent': 'select reporting_year::text as name from audit_export.savings_batch where (openings, opened) <> (persons, amount)',
  'S13: another total than the published one': 'select reporting_year::text as name from audit_export.savings_total where children <> published_participants or abs(accrued + rounding - published_total) >= total_precision',
} as const;
