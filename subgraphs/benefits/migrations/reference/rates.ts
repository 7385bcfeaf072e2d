/*
 * Rates, terms and rounding of benefits.md §1 and §3, as migration 20261122200000 loads them: never edit this file; a change of
 * the law is a new migration that closes a row and adds another. `2021-01-01` is where these figures begin, not the
 * day of an act.
 */

type Certainty = 'A' | 'B' | 'C' | 'D' | 'M';
export type Period = readonly [from: string, to: string | null];

const KNOWN_SINCE = '2021-01-01';
const CODE = '2023-07-01';
export const ALWAYS: Period = [KNOWN_SINCE, null];
export const BEFORE_CODE: Period = [KNOWN_SINCE, CODE];
export const SINCE_CODE: Period = [CODE, null];

export const LAW_TEXT = 'adilet.zan.kz K2300000224, edition of early 2026';
const FAMILY_CODE = 'adilet.zan.kz K1100000518, edition of early 2026';
export const SC = (articles: string): string => `Social Code 224-VII, art. ${articles}`;
const FC = (articles: string): string => `Code on Marriage and Family 518-IV, art. ${articles}`;

export const RATE_COLUMNS = ['programme', 'tier', 'coefficient', 'base', 'per', 'valid_from', 'valid_to', 'legal_basis', 'source', 'certainty'] as const;

export type Rate = readonly [programme: string, tier: string, coefficient: string, base: string, per: string, from: string, to: string | null, basis: string, source: string, certainty: Certainty];

/** Rates of one programme that share everything but tier and coefficient. */
export const rates = (programme: string, base: string, [from, to]: Period, basis: string, source: string, certainty: Certainty, tiers: Readonly<Record<string, string>>, per = 'AWARD'): Rate[] =>
  Object.entries(tiers).map(([tier, coefficient]) => [programme, tier, coefficient, base, per, from, to, basis, source, certainty]);

export const RATES: readonly Rate[] = [
  ...rates('BIRTH', 'MCI', ALWAYS, SC('80'), LAW_TEXT, 'A', { ORDER_1_TO_3: '38', ORDER_4_UP: '63' }),
  ...rates('CARE_STATE', 'MCI', ALWAYS, SC('82'), LAW_TEXT, 'A', { ORDER_1: '5.76', ORDER_2: '6.81', ORDER_3: '7.85', ORDER_4_UP: '8.90' }),
  ...rates('CARE_GFSS', 'INCOME', ALWAYS, SC('85(1)'), LAW_TEXT, 'A', { REPLACEMENT: '0.40' }),
  ...rates('CARE_GFSS', 'MW', ALWAYS, SC('85(2)'), LAW_TEXT, 'A', { INCOME_CAP: '7' }),
  ...rates('CARE_GFSS', 'PAYMENT', ALWAYS, SC('76, 85(2)'), LAW_TEXT, 'A', { PENSION_CONTRIBUTION: '0.10' }),
  ...rates('LARGE_FAM', 'MCI', ALWAYS, SC('91(1)'), LAW_TEXT, 'A', { CHILDREN_4: '16.03', CHILDREN_5: '20.04', CHILDREN_6: '24.05', CHILDREN_7: '28.06' }),
  ...rates('LARGE_FAM', 'MCI', ALWAYS, SC('91(1)'), LAW_TEXT, 'A', { CHILDREN_8_UP: '4' }, 'CHILD'),
  ...rates('AWARD_MOTHER', 'MCI', BEFORE_CODE, 'The law before the Social Code', 'n7: aqparat.info 10531163', 'B', { KUMIS_ALQA: '6.40', ALTYN_ALQA: '6.40' }),
  ...rates('AWARD_MOTHER', 'MCI', SINCE_CODE, SC('94, 262(2)'), LAW_TEXT, 'A', { KUMIS_ALQA: '6.40', ALTYN_ALQA: '7.40' }),
  ...rates('DIS_CHILD', 'SM', BEFORE_CODE, 'The law before the Social Code', 'mgorod.kz, draft of 2021; n6: zhaikpress.kz', 'C', { UNDER_7: '1.40', GROUP_I: '1.92', GROUP_II: '1.59', GROUP_III: '1.40' }),
  ...rates('DIS_CHILD', 'SM', SINCE_CODE, SC('177(2)'), LAW_TEXT, 'A', { UNDER_7: '1.61', GROUP_I: '2.20', GROUP_II: '1.83', GROUP_III: '1.61' }),
  ...rates('DIS_CARER', 'SM', BEFORE_CODE, 'The law before the Social Code', 'n7: aqparat.info 10531163', 'B', { EACH_CHILD: '1.40' }),
  ...rates('DIS_CARER', 'SM', SINCE_CODE, SC('184'), LAW_TEXT, 'A', { EACH_CHILD: '1.61' }),
  ...rates('SURVIVOR', 'SM', SINCE_CODE, SC('236(2), (3)'), LAW_TEXT, 'A', { MEMBERS_1: '0.92', MEMBERS_2: '1.70', MEMBERS_3: '2.25', MEMBERS_4: '2.60', MEMBERS_5: '2.75', MEMBERS_6_UP: '3.00' }),
  ...rates('SURVIVOR', 'SM', SINCE_CODE, SC('236(4)'), LAW_TEXT, 'A', { FULL_ORPHAN: '1.54' }, 'CHILD'),
  ...rates('SURVIVOR', 'SM', SINCE_CODE, SC('236(4): its wording is disputable'), LAW_TEXT, 'A', { FULL_ORPHAN_CAP: '2.92' }),
  ...rates('ASP_CHILD', 'MCI', SINCE_CODE, SC('126(2)'), LAW_TEXT, 'A', { EACH_CHILD: '1.5' }),
  ...rates('ADULT_CARER', 'SM', SINCE_CODE, SC('188'), LAW_TEXT, 'A', { EACH: '1.61' }),
  ...rates('GUARDIAN', 'MCI', ALWAYS, FC('125(2)'), 'n27: inform.kz a2357719 (2011); still current: not confirmed', 'C', { CHILD_MONEY: '10' }),
  ...rates('PATRONAGE', 'MCI', ['2023-06-01', null], FC('134(2)'), 'n26: inform.kz a4076488', 'B', { CARER_PAY: '35' }),
  ...rates('FOSTER_FAM', 'MCI', ALWAYS, FC('132-5; order 657 of 2016'), 'adilet.zan.kz V1600014538', 'B', { CHILD_MONEY: '10' }),
  ...rates('PRO_FOSTER', 'MCI', ['2025-07-01', null], `${FC('132-10')}; amount by the ministry's order`, 'n13: alau.kz', 'B', { CHILD_MONEY: '10' }),
  ...rates('PRO_FOSTER', 'MCI', ['2025-07-01', null], `${FC('132-8(4)')}; amount by the ministry's order`, 'n13: alau.kz', 'B', { CARER_PAY: '75' }),
  ...rates('ADOPTION_ONCE', 'MCI', ALWAYS, FC('86(2); Government resolution 787 of 2014'), 'not confirmed', 'D', { EACH_CHILD: '75' }),
];

export const TERM_COLUMNS = ['programme', 'kind', 'months', 'valid_from', 'valid_to', 'legal_basis', 'source', 'certainty'] as const;

type Term = readonly [programme: string, kind: string, months: number, from: string, to: string | null, basis: string, source: string, certainty: Certainty];

const CARE_TO_ONE_YEAR: Period = [KNOWN_SINCE, '2023-01-01'];
const CARE_TO_ONE_AND_A_HALF: Period = ['2023-01-01', null];

export const TERMS: readonly Term[] = [
  ...['CARE_STATE', 'CARE_GFSS'].flatMap((programme): Term[] => [
    [programme, 'FROM_BIRTH', 12, ...CARE_TO_ONE_YEAR, 'The law before 2023', 'n1: qazweek.kz 2022-01-02; n4: atpress.kz', 'B'],
    [programme, 'FROM_BIRTH', 18, ...CARE_TO_ONE_AND_A_HALF, SC('81(4), 84(1)'), LAW_TEXT, 'A'],
  ]),
  ['BIRTH', 'APPLICATION', 18, ...SINCE_CODE, SC('79(3)'), LAW_TEXT, 'A'],
  ['CARE_STATE', 'APPLICATION', 18, ...SINCE_CODE, SC('81(8)'), LAW_TEXT, 'A'],
  ['CARE_GFSS', 'APPLICATION', 18, ...SINCE_CODE, SC('84(5)'), LAW_TEXT, 'A'],
  ['MATERNITY', 'APPLICATION', 12, ...SINCE_CODE, SC('77(4)'), LAW_TEXT, 'A'],
  ['DIS_CHILD', 'BACKDATING', 3, ...SINCE_CODE, SC('175(4)'), LAW_TEXT, 'A'],
  ['SURVIVOR', 'BACKDATING', 12, ...SINCE_CODE, SC('234(8)'), LAW_TEXT, 'A'],
  ['PRO_FOSTER', 'CONTRACT', 6, '2025-07-01', null, FC('132-7(1)'), FAMILY_CODE, 'A'],
];

export const ROUNDING_COLUMNS = ['programme', 'policy', 'valid_from', 'valid_to', 'legal_basis', 'source', 'certainty'] as const;

/** A null programme: every programme without a policy of its own. */
export const ROUNDINGS = [
  [null, 'CEILING_TO_TENGE', KNOWN_SINCE, null, 'The Social Code has no rounding rule', 'fits every figure the ministry published for 2026; published figures of earlier years differ by one tenge either way (benefits.md §3)', 'D'],
] as const;
