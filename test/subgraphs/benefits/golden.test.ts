import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Decimal } from 'decimal.js';
import { withClient } from '../../../local/bootstrap/connection.js';
import type { BenefitProgrammeCode } from '../../../subgraphs/benefits/modules/programme/programme-code.type.js';
import { indexedAmount, insuredCareAmount } from '../../../subgraphs/benefits/modules/rate/amount.js';
import { termFromBirth } from '../../../subgraphs/benefits/rules/care-term.js';
import type { RateBook } from '../../../subgraphs/benefits/modules/rate/rate-book.js';
import { birthTier, careTier, disabilityTier, largeFamilyTier, survivorTier } from '../../../subgraphs/benefits/modules/rate/tiers.js';
import { rateBook } from '../../../subgraphs/benefits/seed/rate-book.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let book: RateBook;
beforeAll(async () => {
  database = await freshDatabase('benefits');
  book = await withClient(database.appUrl, rateBook);
});
afterAll(() => database.drop());

/** The columns of the golden table (benefits.md §3) as days; `2023-07` is where the Social Code's rates begin. */
const DAYS: Readonly<Record<string, string>> = {
  '2021': '2021-06-01', '2022-01': '2022-01-01', '2022-04': '2022-04-01', '2023': '2023-01-01', '2023-07': '2023-07-01',
  '2024': '2024-12-31', '2025': '2025-05-05', '2026': '2026-01-01',
};

/** `~` marks a cell (± in the table) whose published figure may differ by one tenge, because the Code has no rounding rule. */
type Cells = Readonly<Record<string, number | `~${number}`>>;

const GOLDEN: readonly [BenefitProgrammeCode, string, Cells, children?: number][] = [
  ['BIRTH', birthTier(1), { '2021': 110_846, '2022-01': 116_394, '2022-04': 120_840, '2023': 131_100, '2024': 140_296, '2025': 149_416, '2026': 164_350 }],
  ['BIRTH', birthTier(4), { '2021': 183_771, '2022-01': 192_969, '2023': 217_350, '2024': 232_596, '2025': 247_716 }],
  ['CARE_STATE', careTier(1), { '2022-01': 17_643, '2023': 19_872, '2024': 21_266, '2025': '~22648', '2026': 24_912 }],
  ['CARE_STATE', careTier(2), { '2022-01': '~20859', '2023': 23_495, '2024': 25_143, '2026': '~29454' }],
  ['CARE_STATE', careTier(3), { '2022-01': 24_045, '2023': 27_083, '2024': '~28983', '2025': '~30866', '2026': '~33952' }],
  ['CARE_STATE', careTier(7), { '2023': 30_705, '2024': 32_859, '2025': 34_995 }],
  ['LARGE_FAM', largeFamilyTier(4), { '2022-01': 49_100, '2022-04': '~50976', '2023': 55_304, '2024': 59_183, '2025': 63_030, '2026': 69_330 }],
  ['LARGE_FAM', largeFamilyTier(5), { '2022-01': 61_383, '2022-04': '~63727', '2024': 73_988, '2025': '~78798' }],
  ['LARGE_FAM', largeFamilyTier(6), { '2022-01': '~73666', '2022-04': 76_479, '2023': 82_973, '2024': 88_793, '2025': 94_565, '2026': '~104017' }],
  ['LARGE_FAM', largeFamilyTier(7), { '2022-01': 85_948, '2023': 96_807, '2024': 103_598, '2025': 110_332 }],
  ['LARGE_FAM', largeFamilyTier(8), { '2022-01': 98_016, '2022-04': 101_760, '2023': 110_400, '2024': 118_144, '2025': 125_824, '2026': 138_400 }, 8],
  ['LARGE_FAM', largeFamilyTier(10), { '2022-01': 122_520, '2022-04': 127_200 }, 10],
  ['AWARD_MOTHER', 'KUMIS_ALQA', { '2023': 22_080, '2024': 23_629, '2025': 25_165, '2026': 27_680 }],
  ['AWARD_MOTHER', 'ALTYN_ALQA', { '2023': 22_080, '2023-07': 25_530, '2024': 27_321, '2025': 29_097 }],
  ['DIS_CARER', 'EACH_CHILD', { '2023-07': 65_313, '2024': '~69886', '2025': '~74427', '2026': '~81871' }],
  ['DIS_CHILD', disabilityTier(6, null), { '2023-07': 65_313, '2024': '~69886', '2025': '~74427', '2026': '~81871' }],
  ['DIS_CHILD', disabilityTier(7, 'III'), { '2023-07': 65_313, '2024': '~69886', '2025': '~74427', '2026': '~81871' }],
  ['DIS_CHILD', disabilityTier(7, 'I'), { '2023-07': '~89248', '2024': '~95496', '2026': '~111873' }],
  ['DIS_CHILD', disabilityTier(17, 'II'), { '2023-07': 74_238, '2024': 79_435, '2025': '~84598', '2026': '~93058' }],
  ['SURVIVOR', survivorTier(4), { '2026': 132_213 }],
  ['SURVIVOR', survivorTier(5), { '2026': '~139841' }],
  ['SURVIVOR', survivorTier(9), { '2026': 152_553 }],
  ['GUARDIAN', 'CHILD_MONEY', { '2023': 34_500, '2024': 36_920, '2025': 39_320, '2026': 43_250 }],
  ['PRO_FOSTER', 'CHILD_MONEY', { '2026': 43_250 }],
  ['PRO_FOSTER', 'CARER_PAY', { '2026': 324_375 }],
  ['PATRONAGE', 'CARER_PAY', { '2023-07': 120_750 }],
];

describe('the golden amounts', () => {
  it.each(GOLDEN)('%s %s', (programme, tier, cells, children = 1) => {
    for (const [column, cell] of Object.entries(cells)) {
      const amount = indexedAmount(book, { programme, tier, children }, DAYS[column] ?? '');
      const published = Number(String(cell).replace('~', ''));
      const difference = Math.abs(Number(amount?.gross) - published);
      expect({ column, amount: amount?.gross.toFixed(), fits: difference <= (typeof cell === 'string' ? 1 : 0) }).toMatchObject({ column, fits: true });
    }
  });

  it('fits every figure the ministry published for 2026 to the tenge, by the ceiling', () => {
    const figures: [BenefitProgrammeCode, string, string][] = [
      ['CARE_STATE', 'ORDER_2', '29454'], ['CARE_STATE', 'ORDER_3', '33952'], ['LARGE_FAM', 'CHILDREN_6', '104017'],
      ['DIS_CARER', 'EACH_CHILD', '81871'], ['DIS_CHILD', 'GROUP_I', '111873'], ['DIS_CHILD', 'GROUP_II', '93058'], ['SURVIVOR', 'MEMBERS_5', '139841'],
    ];
    for (const [programme, tier, published] of figures) {
      expect(indexedAmount(book, { programme, tier }, '2026-02-01')?.gross.toFixed()).toBe(published);
    }
  });

  it('pays four wards and two carers of 2025 as the ministry told Tengrinews', () => {
    const [child, carer] = ['CHILD_MONEY', 'CARER_PAY'].map((tier) => indexedAmount(book, { programme: 'PRO_FOSTER', tier }, '2025-07-01')?.gross ?? new Decimal(0));
    expect([child?.times(4).toFixed(), carer?.times(2).toFixed()]).toEqual(['157280', '589800']);
    expect(indexedAmount(book, { programme: 'PRO_FOSTER', tier: 'CHILD_MONEY' }, '2025-06-30')).toBeNull();
  });

  it('adds up the first child of a mother who does not work, 2026: 612,766', () => {
    const [birth, care] = [indexedAmount(book, { programme: 'BIRTH', tier: birthTier(1) }, '2026-03-01'), indexedAmount(book, { programme: 'CARE_STATE', tier: careTier(1) }, '2026-03-01')];
    expect(birth?.gross.plus(care?.gross.times(18) ?? 0).toFixed()).toBe('612766');
  });

  it('limits full orphans together to 2.92 SM', () => {
    const two = indexedAmount(book, { programme: 'SURVIVOR', tier: 'FULL_ORPHAN', children: 2, cap: 'FULL_ORPHAN_CAP' }, '2026-01-01');
    expect(two?.exact.toFixed()).toBe(new Decimal('50851').times('2.92').toFixed());
  });
});

describe('CARE_GFSS', () => {
  const care = (averageMonthlyIncome: string, rightArisesOn = '2026-02-01', on = rightArisesOn) =>
    insuredCareAmount(book, { averageMonthlyIncome, rightArisesOn, floorTier: careTier(1) }, on);

  it('is two fifths of the income, less the pension contribution', () => {
    expect(care('300000')).toMatchObject({ gross: new Decimal(120_000), withheld: new Decimal(12_000) });
  });

  it('never exceeds two fifths of seven minimum wages of the day the right arose', () => {
    expect(care('2000000')?.gross.toFixed()).toBe('238000');
    expect(care('2000000', '2022-05-05', '2023-02-01')?.gross.toFixed()).toBe('168000');
  });

  it('never pays out less than CARE_STATE, whose index moves on', () => {
    expect(care('10000')).toMatchObject({ gross: new Decimal(27_680), withheld: new Decimal(2_768) });
    const later = care('10000', '2025-06-01', '2026-01-01');
    expect(later?.gross.minus(later.withheld).toFixed()).toBe('24912');
  });
});

describe('how long a childcare benefit lasts', () => {
  const until = (birthDate: string) => termFromBirth(book.terms('CARE_STATE', 'FROM_BIRTH'), birthDate);

  it('is one year for whoever turned one before 2023, and one and a half for everybody younger', () => {
    expect(['2021-05-10', '2021-12-31', '2022-01-01', '2022-08-31', '2026-02-11'].map(until)).toEqual(['2022-05-10', '2022-12-31', '2023-07-01', '2024-02-29', '2027-08-11']);
  });
});
