import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { LAW, LAW_BOOK } from '../modules/rate/law.js';
import { RateBook } from '../modules/rate/rate-book.js';
import { type BenefitAmount, computeAmount } from './amount.js';
import { FactProblem } from '../../shared/rules/facts.js';
import type { BenefitFacts } from './facts.js';
import type { RuledProgramme } from './rule.js';
import { NotCovered } from '../../shared/rules/working.js';

const amount = (programme: RuledProgramme, facts: BenefitFacts, on = '2026-02-01'): BenefitAmount => computeAmount(programme, on, facts, LAW_BOOK);
const gross = (...of: Parameters<typeof amount>): string => amount(...of).gross.toFixed();
const said = ({ steps }: BenefitAmount): string => steps.map(({ text }) => text.en).join(' | ');
const sums = ({ gross: whole, withheld, net }: BenefitAmount): string[] => [whole, withheld, net].map((sum) => sum.toFixed());

function problem(programme: RuledProgramme, facts: BenefitFacts, on?: string): string {
  try {
    amount(programme, facts, on);
  } catch (error) {
    if (error instanceof FactProblem) return `${error.fact}: ${error.message}`;
    if (error instanceof NotCovered) return `${error.argument}: ${error.message}`;
    throw error;
  }
  return 'none';
}

const income = (tenge: string): Decimal => new Decimal(tenge);

describe('LARGE_FAM', () => {
  it('is not for three, and from eight on for each child', () => {
    const three = amount('LARGE_FAM', { childrenCount: 3 });
    expect([three.gross.toFixed(), three.steps.at(-1)?.article]).toEqual(['0', '90(2)']);
    expect([7, 8, 9].map((childrenCount) => gross('LARGE_FAM', { childrenCount }))).toEqual(['121360', '138400', '155700']);
  });
});

describe('CARE_GFSS', () => {
  const care = (tenge: string, facts: BenefitFacts = {}, on?: string): BenefitAmount => amount('CARE_GFSS', { averageMonthlyIncome: income(tenge), birthOrder: 1, rightArisesOn: '2026-02-01', ...facts }, on);

  it('is two fifths of the income, less the pension contribution', () => {
    expect(sums(care('300000'))).toEqual(['120000', '12000', '108000']);
  });

  it.each([['2021-03-01', '119000'], ['2022-02-01', '168000'], ['2023-01-01', '196000'], ['2024-01-01', '238000'], ['2026-02-01', '238000']])(
    'of a right of %s is at most %s, whatever the day asked about', (rightArisesOn, cap) => {
      expect(care('5000000', { rightArisesOn }).gross.toFixed()).toBe(cap);
      expect(sums(care('5000000', { rightArisesOn }))[2]).toBe(new Decimal(cap).times('0.9').toFixed());
    });

  it('leaves no less than CARE_STATE of the day, whose index moves on, for every order', () => {
    expect(sums(care('10000'))).toEqual(['27680', '2768', '24912']);
    expect(sums(care('10000', { rightArisesOn: '2025-06-01' }, '2025-12-31'))[2]).toBe('22649');
    for (const birthOrder of [1, 2, 3, 4, 9]) expect(care('0', { birthOrder }).net.toFixed()).toBe(gross('CARE_STATE', { birthOrder }));
  });

  it('has the floor of the law of the day, and the share and limit of that of the right', () => {
    const changed = new RateBook({
      ...LAW,
      rates: LAW.rates.flatMap((row) => (row.tier === 'ORDER_1' || row.tier === 'REPLACEMENT'
        ? [{ ...row, validTo: '2026-01-01' }, { ...row, validFrom: '2026-01-01', coefficient: new Decimal(row.coefficient).times(2).toFixed() }]
        : [row])),
    });
    const on2026 = (tenge: string): string => computeAmount('CARE_GFSS', '2026-02-01', { averageMonthlyIncome: income(tenge), birthOrder: 1, rightArisesOn: '2025-06-01' }, changed).net.toFixed();
    expect([on2026('0'), on2026('300000')]).toEqual(['49824', '108000']);
  });

  it('takes the day asked about for that of the right, and says so', () => {
    const left = amount('CARE_GFSS', { averageMonthlyIncome: income('700000'), birthOrder: 1 }, '2025-03-01');
    expect(left.gross.toFixed()).toBe('238000');
    expect(said(left)).toMatch(/the day asked about is taken/);
    expect(problem('CARE_GFSS', { averageMonthlyIncome: income('1'), birthOrder: 1, rightArisesOn: '2026-02-02' })).toBe('facts.rightArisesOn: known from 2021-01-01 to 2026-02-01');
  });
});

describe('OPV_SUBSIDY', () => {
  it('is what the withheld contribution is short of a tenth of the income, and nothing where it is not', () => {
    expect(gross('OPV_SUBSIDY', { averageMonthlyIncome: income('300000'), birthOrder: 1 })).toBe('18000');
    const none = amount('OPV_SUBSIDY', { averageMonthlyIncome: income('20000'), birthOrder: 1 });
    expect([none.gross.toFixed(), none.steps.at(-1)?.article]).toEqual(['0', '87(3)']);
    const equal = amount('OPV_SUBSIDY', { averageMonthlyIncome: income('27680'), birthOrder: 1 });
    expect([equal.gross.toFixed(), equal.steps.at(-1)?.article]).toEqual(['0', '87(3)']);
  });
});

describe('MATERNITY', () => {
  const days = (leaveDays: number): string => problem('MATERNITY', { averageMonthlyIncome: income('100000'), leaveDays });

  it('is for the days that the Labour Code has, and for adopters', () => {
    expect([126, 140, 170, 184, 56, 70, 79, 93, 30, 1].map(days)).toEqual(Array.from({ length: 10 }, () => 'none'));
    for (const other of [0, 57, 100, 127, 183, 185]) expect(days(other)).toMatch(/^leaveDays: must be /);
    expect(days(127)).toContain('126, 140, 170, 184; asked for after the birth 56, 70, 79, 93');
  });

  it('of 140 days is fourteen thirds of the income', () => {
    expect(sums(amount('MATERNITY', { averageMonthlyIncome: income('300000.01'), leaveDays: 140 }))).toEqual(['1400001', '140000', '1260001']);
    expect(amount('MATERNITY', { averageMonthlyIncome: income('0'), leaveDays: 126 }).steps.at(-1)?.article).toBe('78(2)');
  });
});

describe('SURVIVOR', () => {
  const exact = (facts: BenefitFacts): string => amount('SURVIVOR', facts).exact.div('50851').toFixed();

  it('is for all members together, by their number', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((survivorsCount) => exact({ survivorsCount }))).toEqual(['0.92', '1.7', '2.25', '2.6', '2.75', '3', '3']);
    expect(exact({ survivorsCount: 1, otherDependants: 2 })).toBe('2.25');
  });

  it('of full orphans is for each, with others at less, and limited for all together; a policy that is said', () => {
    expect(exact({ survivorsCount: 1, fullOrphan: true })).toBe('1.54');
    expect(exact({ survivorsCount: 1, otherDependants: 1, fullOrphan: true })).toBe('2.16');
    expect(exact({ survivorsCount: 2, fullOrphan: true })).toBe('2.92');
    expect(exact({ survivorsCount: 5, otherDependants: 3, fullOrphan: true })).toBe('2.92');
    expect(said(amount('SURVIVOR', { survivorsCount: 2, fullOrphan: true }))).toMatch(/236\(4\) can be read otherwise/);
  });

  it('is not known before July 2023', () => {
    expect(problem('SURVIVOR', { survivorsCount: 1 }, '2023-06-30')).toBe('on: known from 2023-07-01 to 2026-12-31');
    expect(problem('SURVIVOR', { survivorsCount: 1 }, '2023-07-01')).toBe('none');
  });
});

describe('SURVIVOR_GFSS', () => {
  const coefficient = (insuranceMonths: number, survivorsCount = 4): string =>
    amount('SURVIVOR_GFSS', { averageMonthlyIncome: income('142500'), survivorsCount, insuranceMonths }).exact.div(60_000).toFixed();

  it('grows with the time insured, by steps, to 1.3', () => {
    const steps: readonly (readonly [months: number, coefficient: string])[] = [
      [0, '0.1'], [5, '0.1'], [6, '0.7'], [11, '0.7'], [12, '0.75'], [23, '0.75'], [24, '0.85'], [35, '0.85'], [36, '0.9'], [47, '0.9'], [48, '0.95'], [59, '0.95'],
      [60, '1'], [71, '1'], [72, '1.02'], [83, '1.02'], [84, '1.04'], [239, '1.28'], [240, '1.3'], [252, '1.3'], [600, '1.3'],
    ];
    expect(steps.map(([months]) => [months, coefficient(months)])).toEqual(steps);
  });

  it('grows with the dependants', () => {
    expect([1, 2, 3, 4, 5].map((dependants) => coefficient(60, dependants))).toEqual(['0.5', '0.65', '0.8', '1', '1']);
  });

  it('is refused where half a minimum wage of the day of the right is not exceeded', () => {
    const of = (tenge: string, rightArisesOn: string): BenefitAmount => amount('SURVIVOR_GFSS', { averageMonthlyIncome: income(tenge), survivorsCount: 1, insuranceMonths: 60, rightArisesOn });
    expect(['42499', '42500'].map((tenge) => [of(tenge, '2026-01-01').gross.toFixed(), of(tenge, '2026-01-01').steps.at(-1)?.article])).toEqual([['0', '231(2)4'], ['0', '231(2)4']]);
    expect(of('42501', '2026-01-01').gross.toFixed()).toBe('1');
    expect(of('42500', '2022-01-01').exact.toFixed()).toBe('3750');
  });
});

describe('DIS_CHILD', () => {
  it('knows no group before seven, and children, those disabled since childhood and other adults apart', () => {
    const tier = (facts: BenefitFacts): string | null => amount('DIS_CHILD', facts).tier;
    expect(tier({ childAgeYears: 6, disabilityGroup: 'I' })).toBe('UNDER_7');
    expect(tier({ childAgeYears: 17, disabilityGroup: 'II' })).toBe('GROUP_II');
    expect(tier({ childAgeYears: 18, disabilityGroup: 'II', disabledSinceChildhood: true })).toBe('CHILDHOOD_II');
    expect(tier({ childAgeYears: 18, disabilityGroup: 'II', disabledSinceChildhood: false })).toBe('ADULT_II');
    expect(problem('DIS_CHILD', { childAgeYears: 18, disabilityGroup: 'II' })).toMatch(/^disabledSinceChildhood: /);
  });

  it('is raised by the survivor benefit of that family after the loss of a breadwinner; each is rounded by itself', () => {
    expect(gross('DIS_CHILD', { childAgeYears: 5, survivorsCount: 2 })).toBe(new Decimal(81_871).plus(86_447).toFixed());
    expect(said(amount('DIS_CHILD', { childAgeYears: 30, disabilityGroup: 'I', disabledSinceChildhood: false, survivorsCount: 2 }))).toContain('Not used by this programme: survivorsCount');
  });
});

it('DIS_CARER is for a child under eighteen', () => {
  expect([17, 18].map((childAgeYears) => gross('DIS_CARER', { childAgeYears }))).toEqual(['81871', '0']);
});

describe('ADULT_CARER', () => {
  it('is for care of group I, and not of a minor, which is a policy', () => {
    expect(gross('ADULT_CARER', { disabilityGroup: 'I' })).toBe('81871');
    expect(gross('ADULT_CARER', { disabilityGroup: 'II' })).toBe('0');
    expect([6, 7, 17, 18].map((childAgeYears) => gross('ADULT_CARER', { disabilityGroup: 'I', childAgeYears }))).toEqual(['0', '0', '0', '81871']);
    expect(said(amount('ADULT_CARER', { disabilityGroup: 'I', childAgeYears: 10 }))).toMatch(/the Code leaves it open/);
  });
});

describe('in a centre on full state support', () => {
  const SM = 50_851;
  it('a disability benefit is 30 %, not below the subsistence minimum', () => {
    expect(amount('DIS_CHILD', { childAgeYears: 10, disabilityGroup: 'I', centre: true })).toMatchObject({ tier: 'IN_CENTRE', ruleVersion: 'DIS_CHILD/IN_CENTRE@2023-07-01', gross: new Decimal(SM) });
    // (2.20 + 3.00) × 0.30
    expect(amount('DIS_CHILD', { childAgeYears: 10, disabilityGroup: 'I', survivorsCount: 6, centre: true }).exact.toFixed()).toBe(new Decimal(SM).times('1.56').toFixed());
    expect(amount('DIS_CHILD', { childAgeYears: 10, disabilityGroup: 'I', centre: false }).tier).toBe('GROUP_I');
  });

  it('a survivor\'s that is below the minimum is paid in full, an orphan\'s as much as it; of several a share is not known', () => {
    expect(amount('SURVIVOR', { survivorsCount: 1, centre: true })).toMatchObject({ tier: 'MEMBERS_1' });
    expect(amount('SURVIVOR', { survivorsCount: 1, fullOrphan: true, centre: true })).toMatchObject({ tier: 'IN_CENTRE', gross: new Decimal(SM) });
    expect(() => amount('SURVIVOR', { survivorsCount: 2, centre: true })).toThrow(/one member alone/);
  });
});

describe('ASP', () => {
  it('makes up the difference to the line for every member', () => {
    const line = new Decimal('50851').times('0.7');
    expect(amount('ASP', { perCapitaIncome: income('20000'), familyMembers: 5 }).exact.toFixed()).toBe(line.minus(20_000).times(5).toFixed());
    expect(amount('ASP', { perCapitaIncome: line, familyMembers: 5 })).toMatchObject({ tier: 'POVERTY_LINE', gross: new Decimal(0) });
    expect(said(amount('ASP', { perCapitaIncome: line.plus('0.01'), familyMembers: 5 }))).toMatch(/above the poverty line/);
    expect(said(amount('ASP', { perCapitaIncome: line, familyMembers: 1, regionKato: '750000000' }))).toMatch(/ask the akimat/);
  });

  it('adds 1.5 MCI for a child of one to six, six included', () => {
    expect([0, 1, 6, 7].map((childAgeYears) => gross('ASP_CHILD', { childAgeYears }))).toEqual(['0', '6488', '6488', '0']);
    expect(gross('ASP_CHILD', { childAgeYears: 3, perCapitaIncome: income('90000') })).toBe('0');
  });
});

describe('the law of the day', () => {
  it.each([
    ['AWARD_MOTHER', { motherAward: 'ALTYN_ALQA' }, '22080', '25530'],
    ['DIS_CARER', {}, '56794', '65313'],
    ['DIS_CHILD', { childAgeYears: 8, disabilityGroup: 'I' }, '77889', '89248'],
  ] as const)('%s changes on 1 July 2023', (programme, facts, before, since) => {
    expect([gross(programme, facts, '2023-06-30'), gross(programme, facts, '2023-07-01')]).toEqual([before, since]);
  });

  it('the MCI rose on 1 April 2022', () => {
    expect([gross('BIRTH', { birthOrder: 1 }, '2022-03-31'), gross('BIRTH', { birthOrder: 1 }, '2022-04-01')]).toEqual(['116394', '120840']);
  });

  it('childcare was for one year until 2022, and is for one and a half', () => {
    expect([1, 2].map((childAgeYears) => gross('CARE_STATE', { birthOrder: 1, childAgeYears }, '2022-12-31'))).toEqual(['18317', '0']);
    expect([1, 2].map((childAgeYears) => gross('CARE_STATE', { birthOrder: 1, childAgeYears }))).toEqual(['24912', '0']);
  });

  it('a birth grant is by the day of application, and says that this is a choice', () => {
    expect(said(amount('BIRTH', { birthOrder: 1 }))).toMatch(/the day of application is taken/i);
    expect(gross('BIRTH', { birthOrder: 1, childAgeYears: 2 })).toBe('0');
  });
});

describe('facts', () => {
  it.each([
    ['BIRTH', {}, 'birthOrder'], ['CARE_STATE', {}, 'birthOrder'], ['MATERNITY', { leaveDays: 126 }, 'averageMonthlyIncome'], ['MATERNITY', { averageMonthlyIncome: income('1') }, 'leaveDays'],
    ['CARE_GFSS', { birthOrder: 1 }, 'averageMonthlyIncome'], ['CARE_GFSS', { averageMonthlyIncome: income('1') }, 'birthOrder'], ['OPV_SUBSIDY', {}, 'averageMonthlyIncome'],
    ['LARGE_FAM', {}, 'childrenCount'], ['AWARD_MOTHER', {}, 'motherAward'], ['DIS_CHILD', {}, 'childAgeYears'], ['DIS_CHILD', { childAgeYears: 7 }, 'disabilityGroup'],
    ['SURVIVOR', {}, 'survivorsCount'], ['SURVIVOR', { fullOrphan: true }, 'survivorsCount'], ['SURVIVOR_GFSS', { averageMonthlyIncome: income('1') }, 'insuranceMonths'],
    ['SURVIVOR_GFSS', { averageMonthlyIncome: income('1'), insuranceMonths: 1 }, 'survivorsCount'], ['ASP', {}, 'perCapitaIncome'], ['ASP', { perCapitaIncome: income('1') }, 'familyMembers'],
    ['ASP_CHILD', {}, 'childAgeYears'], ['ADULT_CARER', {}, 'disabilityGroup'],
  ] as const)('%s of %o needs %s', (programme, facts, fact) => {
    expect(problem(programme, facts)).toMatch(new RegExp(`^${fact}: ${programme} needs it: `));
  });

  it('out of their range are refused, whether used or not, and never repeated', () => {
    expect([problem('BIRTH', { birthOrder: 30 }), problem('BIRTH', { birthOrder: 31 })]).toEqual(['none', expect.stringMatching(/^birthOrder: must be/)]);
    expect(problem('BIRTH', { birthOrder: 0 })).toBe('birthOrder: must be the order of the child among the children counted, 1 to 30.');
    expect(problem('BIRTH', { birthOrder: 1, averageMonthlyIncome: income('-770077') })).toBe('averageMonthlyIncome: must be tenge a month, 0 to 1,000,000,000.');
  });

  it('that are not used are named', () => {
    expect(said(amount('BIRTH', { birthOrder: 1, familyMembers: 3, leaveDays: 126 }))).toContain('Not used by this programme: familyMembers, leaveDays.');
    expect(said(amount('BIRTH', { birthOrder: 1, familyMembers: null }))).not.toContain('Not used');
  });
});

it('says everything in three languages, and every value was computed from the figures named', () => {
  for (const [programme, facts] of [['CARE_GFSS', { averageMonthlyIncome: income('10000'), birthOrder: 2 }], ['SURVIVOR', { survivorsCount: 2, fullOrphan: true }]] as const) {
    const { steps, figures } = amount(programme, facts);
    for (const { text } of steps) for (const one of [text.kk, text.ru, text.en]) expect(one.length).toBeGreaterThan(3);
    expect(steps.filter(({ value }) => value !== null).every(({ expression }) => expression !== null)).toBe(true);
    expect(figures.every(({ row }) => row.source !== '' && row.legalBasis !== '')).toBe(true);
  }
  expect(amount('CARE_STATE', { birthOrder: 1 }).figures.map(({ code, value, row }) => [code, value, row.validFrom])).toEqual([['CARE_STATE/ORDER_1', '5.76', '2021-01-01'], ['MCI', '4325', '2026-01-01']]);
});
