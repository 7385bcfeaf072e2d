import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { LAW_BOOK } from '../modules/rate/law.js';
import { type BenefitAmount, computeAmount } from './amount.js';
import type { BenefitFacts } from './facts.js';
import type { RuledProgramme } from './rule.js';

/** The columns of the table of published amounts as days; from July 2023 on the Social Code holds. */
const DAYS = {
  '2021': '2021-06-01', '2022-01': '2022-03-31', '2022-04': '2022-04-01', '2023': '2023-01-01', '2023-07': '2023-07-01',
  '2024': '2024-12-31', '2025': '2025-05-05', '2026': '2026-01-01',
} as const;

/**
 * A cell is an amount without a rounding question: exact, or the same rounded up and rounded half up. Or one that rests on a rounding which the
 * Code does not have (± in the table): `up` was published rounded up, which is our policy; `half` rounded half up, so that ours is one tenge more.
 */
type Cell = number | { readonly up: number } | { readonly half: number };
const up = (published: number): Cell => ({ up: published });
const half = (published: number): Cell => ({ half: published });

type Row = readonly [RuledProgramme, BenefitFacts, Readonly<Partial<Record<keyof typeof DAYS, Cell>>>];

const adult = (disabilityGroup: 'I' | 'II' | 'III'): BenefitFacts => ({ childAgeYears: 40, disabilityGroup, disabledSinceChildhood: false });

const GOLDEN: readonly Row[] = [
  ['BIRTH', { birthOrder: 1 }, { '2021': 110_846, '2022-01': 116_394, '2022-04': 120_840, '2023': 131_100, '2024': 140_296, '2025': 149_416, '2026': 164_350 }],
  ['BIRTH', { birthOrder: 3 }, { '2026': 164_350 }],
  ['BIRTH', { birthOrder: 4 }, { '2021': 183_771, '2022-01': 192_969, '2023': 217_350, '2024': 232_596, '2025': 247_716 }],
  ['CARE_STATE', { birthOrder: 1 }, { '2022-01': 17_643, '2023': 19_872, '2024': 21_266, '2025': half(22_648), '2026': 24_912 }],
  ['CARE_STATE', { birthOrder: 2 }, { '2022-01': half(20_859), '2023': 23_495, '2024': 25_143, '2026': up(29_454) }],
  ['CARE_STATE', { birthOrder: 3 }, { '2022-01': 24_045, '2023': 27_083, '2024': up(28_983), '2025': half(30_866), '2026': up(33_952) }],
  ['CARE_STATE', { birthOrder: 7 }, { '2023': 30_705, '2024': 32_859, '2025': 34_995 }],
  ['LARGE_FAM', { childrenCount: 4 }, { '2022-01': 49_100, '2022-04': up(50_976), '2023': 55_304, '2024': 59_183, '2025': 63_030, '2026': 69_330 }],
  ['LARGE_FAM', { childrenCount: 5 }, { '2022-01': 61_383, '2022-04': half(63_727), '2024': 73_988, '2025': up(78_798) }],
  ['LARGE_FAM', { childrenCount: 6 }, { '2022-01': up(73_666), '2022-04': 76_479, '2023': 82_973, '2024': 88_793, '2025': 94_565, '2026': up(104_017) }],
  ['LARGE_FAM', { childrenCount: 7 }, { '2022-01': 85_948, '2023': 96_807, '2024': 103_598, '2025': 110_332 }],
  ['LARGE_FAM', { childrenCount: 8 }, { '2022-01': 98_016, '2022-04': 101_760, '2023': 110_400, '2024': 118_144, '2025': 125_824, '2026': 138_400 }],
  ['LARGE_FAM', { childrenCount: 10 }, { '2022-01': 122_520, '2022-04': 127_200 }],
  ['LARGE_FAM', { childrenCount: 16 }, { '2026': 276_800 }],
  ['AWARD_MOTHER', { motherAward: 'KUMIS_ALQA' }, { '2023': 22_080, '2024': 23_629, '2025': 25_165, '2026': 27_680 }],
  ['AWARD_MOTHER', { motherAward: 'ALTYN_ALQA' }, { '2023': 22_080, '2023-07': 25_530, '2024': 27_321, '2025': 29_097 }],
  ['DIS_CARER', {}, { '2023-07': 65_313, '2024': up(69_886), '2025': half(74_427), '2026': up(81_871) }],
  ['DIS_CHILD', { childAgeYears: 6 }, { '2023-07': 65_313, '2024': up(69_886), '2025': half(74_427), '2026': up(81_871) }],
  ['DIS_CHILD', { childAgeYears: 7, disabilityGroup: 'III' }, { '2023-07': 65_313, '2024': up(69_886), '2025': half(74_427), '2026': up(81_871) }],
  ['DIS_CHILD', { childAgeYears: 7, disabilityGroup: 'I' }, { '2023-07': up(89_248), '2024': up(95_496), '2026': up(111_873) }],
  ['DIS_CHILD', { childAgeYears: 17, disabilityGroup: 'II' }, { '2023-07': 74_238, '2024': 79_435, '2025': up(84_598), '2026': up(93_058) }],
  ['DIS_CHILD', adult('I'), { '2023': 77_889, '2025': 101_702, '2026': half(111_872) }],
  ['DIS_CHILD', adult('II'), { '2023': 62_068, '2025': up(81_362), '2026': 89_498 }],
  ['DIS_CHILD', adult('III'), { '2023': 42_190, '2025': 55_474, '2026': half(61_021) }],
  ['SURVIVOR', { survivorsCount: 4 }, { '2026': 132_213 }],
  ['SURVIVOR', { survivorsCount: 5 }, { '2026': up(139_841) }],
  ['SURVIVOR', { survivorsCount: 9 }, { '2026': 152_553 }],
];

const amountOf = (programme: RuledProgramme, on: string, facts: BenefitFacts): BenefitAmount => computeAmount(programme, on, facts, LAW_BOOK);

/** Our amount, and what rounding half up would give. */
const told = ({ gross, exact }: BenefitAmount): number[] => [gross.toNumber(), exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()];

function expected(cell: Cell): number[] {
  if (typeof cell === 'number') return [cell, cell];
  return 'up' in cell ? [cell.up, cell.up - 1] : [cell.half + 1, cell.half];
}

const CELLS = GOLDEN.flatMap(([programme, facts, cells]) =>
  Object.entries(cells).map(([column, cell]) => ({ programme, facts, on: DAYS[column as keyof typeof DAYS], cell })));

describe('the published amounts', () => {
  it.each(CELLS)('$programme $facts on $on: $cell', ({ programme, facts, on, cell }) => {
    expect(told(amountOf(programme, on, facts))).toEqual(expected(cell));
  });

  it('the first child of a mother who does not work, 2026: 164,350 + 18 × 24,912 = 612,766', () => {
    const [birth, care] = [amountOf('BIRTH', '2026-03-01', { birthOrder: 1 }), amountOf('CARE_STATE', '2026-03-01', { birthOrder: 1 })];
    expect(birth.gross.plus(care.gross.times(18)).toFixed()).toBe('612766');
  });

  it('a child under seven and its carer, 2026: each rounded by itself, 163,742', () => {
    const [child, carer] = [amountOf('DIS_CHILD', '2026-03-01', { childAgeYears: 3 }), amountOf('DIS_CARER', '2026-03-01', {})];
    expect(child.gross.plus(carer.gross).toFixed()).toBe('163742');
  });

  it('the cap of CARE_GFSS, and its floor for a first child: 27,680, of which 24,912 are paid out', () => {
    const care = (on: string, income: number): number[] => {
      const { gross, net } = amountOf('CARE_GFSS', on, { averageMonthlyIncome: new Decimal(income), birthOrder: 1, rightArisesOn: on });
      return [gross.toNumber(), net.toNumber()];
    };
    const caps = [['2021-01-01', 119_000, 107_100], ['2022-01-01', 168_000, 151_200], ['2022-04-01', 168_000, 151_200], ['2023-01-01', 196_000, 176_400], ['2024-01-01', 238_000, 214_200], ['2025-01-01', 238_000, 214_200], ['2026-01-01', 238_000, 214_200]] as const;
    expect(caps.map(([on]) => [on, ...care(on, 5_000_000)])).toEqual(caps);
    expect(care('2026-01-01', 0)).toEqual([27_680, 24_912]);
  });

  it('350,000 a month and 126 days of leave', () => {
    const amount = amountOf('MATERNITY', '2026-03-01', { averageMonthlyIncome: new Decimal(350_000), leaveDays: 126 });
    expect([amount.gross, amount.withheld, amount.net].map(String)).toEqual(['1470000', '147000', '1323000']);
  });
});
