import type { SubgraphName } from '../../../subgraphs/shared/access/viewer.js';

/** Something that auditors look for and no row can say, because a constraint refuses it. */
interface Prevented {
  readonly rule: string;
  readonly what: string;
  readonly programme: SubgraphName;
  /** Constraint or unique index. */
  readonly by: string;
}

export const PREVENTED: readonly Prevented[] = [
  { rule: 'R3', what: 'two childcare awards of one child at a time, or two recipients of CARE_GFSS', programme: 'benefits', by: 'benefit_award_child_once' },
  { rule: 'R5', what: 'a second birth grant for a child', programme: 'benefits', by: 'benefit_award_child_born_once' },
  { rule: 'R6, R7', what: 'a child counted in two large families at a time', programme: 'benefits', by: 'benefit_award_child_once' },
  { rule: 'F10', what: 'two carers paid the same child\'s money at a time', programme: 'benefits', by: 'benefit_award_child_once' },
  { rule: 'R16', what: 'an award\'s month paid twice', programme: 'benefits', by: 'benefit_payment_stands_once' },
  { rule: 'F01', what: 'a child in two placements at a time', programme: 'foster-families', by: 'placement_one_at_a_time' },
  { rule: 'F01', what: 'a guest stay beside a family placement', programme: 'foster-families', by: 'placement_one_family' },
  { rule: 'S02', what: 'a child credited twice for one year by the runs', programme: 'savings', by: 'transfer_once' },
  { rule: 'S02', what: 'a child on the list twice', programme: 'savings', by: 'listed_child_pkey' },
  { rule: 'E01', what: 'two open enrolments of one child', programme: 'schools', by: 'enrolment_one_open' },
  { rule: '–', what: 'two people under one IIN', programme: 'registry', by: 'person_pkey' },
  { rule: '–', what: 'two mothers or two fathers at a time', programme: 'registry', by: 'parentage_iin_role_idx' },
];

/** Rules that find something no household is made for. */
export const UNTOLD: Readonly<Record<string, string>> = {
  'R4, R10': 'no contributions of carers of CARE_STATE, no maternity payments',
  R8: 'the difference of April and May 2022 (the rest of R8 is planted): monthly payments are kept from July 2025',
  R12: 'over 23 (the rest of R12 is planted): nobody of the population is that old; studies are in no table',
  R14: 'imprisonment and account activity (the rest of R14 is planted)',
  R15: 'cancelled adoptions and repayments',
  'S07–S12': 'payouts: balance, operators\' terms, returns, majority, ten years, heirs',
  S13: 'totals: a consequence of the rules on single claims',
  'F04, F08, F09, F13, F14, F16–F19': 'certificates, reports, visits, yearly checks, willing relatives, babies in institutions, children who came back, housing and alimony, bodies\' load. `test/exports` plants them in a register of its own',
  'X01–X07': 'registers that disagree',
  Places: 'counts of pupils and places are computed from the rows and stored nowhere, so that they cannot disagree',
};
