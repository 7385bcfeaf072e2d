import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.js';
import { LAW, LAW_BOOK } from '../modules/rate/law.js';
import { RateBook } from '../modules/rate/rate-book.js';
import { type BenefitAmount, computeAmount } from './amount.js';
import type { BenefitFacts } from './facts.js';
import type { RuledProgramme } from './rule.js';
import { RULES } from './rules.js';

const tenge = fc.integer({ min: 0, max: 200_000_000 }).map((cents) => new Decimal(cents).div(100));

/** Facts with everything that any rule may need. */
const facts: fc.Arbitrary<BenefitFacts> = fc.record({
  birthOrder: fc.integer({ min: 1, max: 12 }),
  childrenCount: fc.integer({ min: 0, max: 20 }),
  childAgeYears: fc.integer({ min: 0, max: 60 }),
  disabilityGroup: fc.constantFrom('I', 'II', 'III'),
  disabledSinceChildhood: fc.boolean(),
  survivorsCount: fc.integer({ min: 1, max: 9 }),
  fullOrphan: fc.boolean(),
  otherDependants: fc.integer({ min: 0, max: 4 }),
  insuranceMonths: fc.integer({ min: 0, max: 400 }),
  motherAward: fc.constantFrom('KUMIS_ALQA', 'ALTYN_ALQA'),
  averageMonthlyIncome: tenge,
  leaveDays: fc.constantFrom(126, 140, 170, 184, 56, 70, 79, 93, 12),
  perCapitaIncome: tenge,
  familyMembers: fc.integer({ min: 1, max: 12 }),
});
const programmes = fc.constantFrom(...(Object.keys(RULES) as RuledProgramme[]));
/** From July 2023 on every programme has figures. */
const days = fc.integer({ min: 0, max: 1_279 }).map((since) => addDays('2023-07-01', since));

const SEED = 20_261_127;
const holds = <T>(cases: fc.Arbitrary<T>, property: (one: T) => void): void => fc.assert(fc.property(cases, property), { seed: SEED, numRuns: 600 });

const cases = fc.record({ programme: programmes, on: days, given: facts });

it('is never negative, whole, and what is paid out and what is withheld together', () => {
  holds(cases, ({ programme, on, given }) => {
    const { gross, net, withheld, exact, steps, figures } = computeAmount(programme, on, given, LAW_BOOK);
    expect(steps.length).toBeLessThanOrEqual(12);
    expect(figures.length).toBeLessThanOrEqual(8);
    expect([gross, net, withheld].every((sum) => sum.isInteger() && !sum.isNegative())).toBe(true);
    expect(net.plus(withheld).equals(gross)).toBe(true);
    expect(gross.minus(exact).toNumber()).toBeGreaterThanOrEqual(0);
    expect(gross.minus(exact).toNumber()).toBeLessThan(2);
  });
});

it('is the same whenever it is asked, and shows its exact value in a step', () => {
  holds(cases, ({ programme, on, given }) => {
    const [one, other] = [computeAmount(programme, on, given, LAW_BOOK), computeAmount(programme, on, given, LAW_BOOK)];
    expect(one.gross.equals(other.gross)).toBe(true);
    const shown = one.steps.some(({ value }) => value?.equals(one.exact) === true);
    // A raised DIS_CHILD shows its two parts.
    expect(shown || one.exact.isZero() || programme === 'DIS_CHILD').toBe(true);
  });
});

/** The law with one index raised. */
const raised = (index: 'MCI' | 'SM' | 'MW', percent: number): RateBook => new RateBook({
  ...LAW,
  parameters: LAW.parameters.map((row) => (row.parameter === index ? { ...row, amount: new Decimal(row.amount).times(100 + percent).div(100).toFixed(2) } : row)),
});

it('falls with no index that rises, but where the minimum wage is deducted or the floor eats a subsidy up', () => {
  const one = fc.record({ case: cases, index: fc.constantFrom('MCI' as const, 'SM' as const, 'MW' as const), percent: fc.integer({ min: 1, max: 40 }) });
  holds(one, ({ case: { programme, on, given }, index, percent }) => {
    const falls = (programme === 'SURVIVOR_GFSS' && index === 'MW') || programme === 'OPV_SUBSIDY';
    const [before, after] = [computeAmount(programme, on, given, LAW_BOOK).gross, computeAmount(programme, on, given, raised(index, percent)).gross];
    expect(falls ? after.lessThanOrEqualTo(before) : after.greaterThanOrEqualTo(before)).toBe(true);
  });
});

it('falls with no income, child, member or month more, but for assistance, which is for the poor', () => {
  const more = (given: BenefitFacts): BenefitFacts => ({
    ...given,
    childrenCount: (given.childrenCount ?? 0) + 1,
    birthOrder: (given.birthOrder ?? 1) + 1,
    survivorsCount: (given.survivorsCount ?? 1) + 1,
    insuranceMonths: (given.insuranceMonths ?? 0) + 12,
    averageMonthlyIncome: new Decimal(given.averageMonthlyIncome ?? 0).plus(5_000),
    perCapitaIncome: new Decimal(given.perCapitaIncome ?? 0).plus(5_000),
  });
  holds(cases, ({ programme, on, given }) => {
    const amount = (of: BenefitFacts): BenefitAmount => computeAmount(programme, on, of, LAW_BOOK);
    if (programme === 'OPV_SUBSIDY') return;
    const [less, greater] = [amount(given).gross, amount(more(given)).gross];
    expect(programme === 'ASP' || programme === 'ASP_CHILD' ? greater.lessThanOrEqualTo(less) : greater.greaterThanOrEqualTo(less)).toBe(true);
  });
});
