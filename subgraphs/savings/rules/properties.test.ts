import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import 'reflect-metadata';
import { expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.js';
import { balanceOf, creditYear, type BookedClaim, type Left } from '../modules/accrual-run/credit-year.js';
import { type Participant } from './claims.js';
import { absenceFrom } from './list.js';
import { project } from './projection.js';
import { PUBLISHED_YEARS } from './years.js';

const day = (from: string, days: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));

/** Anybody: born from 2003 on, citizen from birth or later, lost and regained, registered late, dead. */
const somebody: fc.Arbitrary<Participant> = fc.record({ birthDate: day('2003-01-01', 8_600), late: fc.option(fc.nat(3_000)), from: fc.option(fc.nat(4_000)), lost: fc.option(fc.nat(4_000)), again: fc.option(fc.nat(1_000)), died: fc.option(fc.nat(8_000)) })
  .map(({ birthDate, late, from, lost, again, died }) => {
    const first = addDays(birthDate, from ?? 0);
    const to = lost === null ? null : addDays(first, lost);
    return {
      birthDate,
      citizenship: [{ from: first, to }, ...(to === null || again === null ? [] : [{ from: addDays(to, again), to: null }])],
      registeredOn: addDays(birthDate, late ?? 0),
      diedOn: died === null ? null : addDays(birthDate, died),
    };
  });

const runs = { seed: 20_261_127, numRuns: 500 };

it('principal is the sums of the years, balance all of it or nothing, and no sum is another than the published one', () => {
  fc.assert(fc.property(somebody, day('2023-06-01', 4_000), (person, asOf) => {
    const { phase, principal, yield: earned, balance, accruals, payableFrom, explanation } = project(person, asOf);
    expect(balance.toFixed(2)).toBe(phase === 'CLAIM' || phase === 'ACCOUNT' ? principal.plus(earned).toFixed(2) : '0.00');
    expect(accruals.reduce((sum, { amount }) => sum + Number(amount.times(100)), 0)).toBe(Number(principal.times(100)));
    for (const { reportingYear, amount, creditedOn } of accruals) {
      expect(amount.toFixed(2)).toBe(PUBLISHED_YEARS.find(({ year }) => year === reportingYear)?.perChild.toFixed(2));
      expect(creditedOn <= asOf && creditedOn >= person.registeredOn).toBe(true);
    }
    expect(payableFrom === null).toBe(phase !== 'CLAIM' && phase !== 'ACCOUNT');
    expect(explanation.every(({ text }) => [text.kk, text.ru, text.en].every((said) => said !== '' && !said.includes('undefined')))).toBe(true);
  }), runs);
});

it('nobody gets a year of whose list they are not', () => {
  fc.assert(fc.property(somebody, day('2024-02-01', 3_000), (person, asOf) => {
    for (const { reportingYear } of project(person, asOf).accruals) {
      const year = PUBLISHED_YEARS.find((one) => one.year === reportingYear);
      expect(year && absenceFrom(year, { ...person, diedOn: person.diedOn !== null && person.diedOn > asOf ? null : person.diedOn })).toBeNull();
    }
  }), runs);
});

/** A year more, so that a run of the next year comes after one that filled the last. */
const YEARS = [...PUBLISHED_YEARS, { year: 2026, listDate: '2026-12-31', creditedOn: '2027-02-01', perChild: new Decimal('135.02'), yieldRate: new Decimal('0.0288'), yieldCertainty: 'B' as const }].map(({ yieldRate, ...year }) => ({ ...year, yieldRate: yieldRate ?? new Decimal(0) }));

/** What the runs went by: each year's own, two that were later than theirs, and the day on which they credited. */
const RUNS = [[2023, '2024-02-01'], [2024, '2025-02-01'], [2024, '2025-07-07'], [2025, '2026-02-01'], [2025, '2027-02-10'], [2026, '2027-02-01']] as const;

/** Somebody as the list had them at each run: facts of the same person, told late, put right, and put right again. */
const told: fc.Arbitrary<readonly Participant[]> = fc.tuple(somebody, fc.array(somebody, { minLength: 2, maxLength: 2 }), fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: RUNS.length, maxLength: RUNS.length }))
  .map(([first, others, picks]) => {
    const versions = [first, ...others];
    return picks.map(([birth, citizenship, death]): Participant => ({ ...first, birthDate: (versions[birth] ?? first).birthDate, citizenship: (versions[citizenship] ?? first).citizenship, diedOn: (versions[death] ?? first).diedOn }));
  });

/** The books get keys when they are written. */
function keyed(claims: readonly BookedClaim[]): void {
  claims.forEach(({ transfers }, i) => transfers.forEach((one, n) => (transfers[n] = { ...one, id: one.id ?? `${i} ${n}` })));
}

/** Takes back what is too much of one person, as two officials would: with the row of the year that it is in. */
function takeBack(claims: readonly BookedClaim[], left: readonly Left[], on: string): void {
  for (const { year, amount } of left) {
    let rest = amount;
    for (const claim of claims.filter(({ closingReason }) => closingReason === null || closingReason === 'CONVERTED')) {
      for (const row of claim.transfers.filter(({ kind, reportingYear }) => reportingYear === year && ['ACCRUAL', 'YIELD', 'YIELD_CORRECTION'].includes(kind))) {
        const taken = Decimal.min(rest, row.amount);
        rest = rest.minus(taken);
        const isSaved = claim.closingReason === 'CONVERTED';
        if (taken.gt(0)) claim.transfers.push({ from: isSaved ? 'ELSEWHERE' : 'CLAIM', to: 'FUND', amount: taken, kind: 'CLAWBACK', reportingYear: null, on, refersTo: row.id ?? null });
      }
    }
  }
  keyed(claims);
}

/** What a person has: on a claim, and on the account that it became. */
const worth = (claims: readonly BookedClaim[]): Decimal =>
  claims.flatMap((claim) => [balanceOf(claim), ...claim.transfers.flatMap(({ kind, from, amount }) => (kind === 'OPENING' ? [amount] : kind === 'CLAWBACK' && from === 'ELSEWHERE' ? [amount.negated()] : []))])
    .reduce((sum, amount) => sum.plus(amount), new Decimal(0));

it('whatever was told in whatever order, the books are what the facts as they are now come to, or the run says what is too much, and without that they are', () => {
  fc.assert(fc.property(told, fc.integer({ min: 1, max: RUNS.length }), (facts, runsDone) => {
    const claims: BookedClaim[] = [];
    let left: readonly Left[] = [];
    const run = (i: number): void => {
      const [year, on] = RUNS[i] ?? [2023, '2024-02-01'];
      left = creditYear(facts[i] ?? ({} as Participant), claims, YEARS.filter((one) => one.year <= year), on);
      keyed(claims);
    };
    for (let i = 0; i < runsDone; i += 1) run(i);
    if (left.length > 0) {
      takeBack(claims, left.filter(({ reason }) => reason === 'TOO_MUCH'), RUNS[runsDone - 1]?.[1] ?? '');
      run(runsDone - 1);
    }
    for (const claim of claims) {
      expect(claim.closedOn === null || claim.closedOn >= claim.openedOn).toBe(true);
      expect(claim.closedOn === null || balanceOf(claim).isZero()).toBe(true);
    }
    const sums = claims.flatMap(({ transfers }) => transfers.filter(({ kind }) => kind === 'ACCRUAL').map(({ reportingYear }) => reportingYear));
    expect(new Set(sums).size).toBe(sums.length);
    expect(left.filter(({ reason }) => reason === 'TOO_MUCH')).toEqual([]);
    if (left.length > 0) return;
    const [[year, on], now] = [RUNS[runsDone - 1] ?? RUNS[0], facts[runsDone - 1] ?? ({} as Participant)];
    const done = YEARS.filter((one) => one.year <= year);
    // After a death nothing is added, whatever was missed before.
    const isDead = now.diedOn !== null && now.diedOn <= `${year}-12-31`;
    const expected = project({ ...now, registeredOn: '2000-01-01', diedOn: isDead ? now.diedOn : null }, on, done).balance;
    expect(isDead ? worth(claims).lte(expected) : worth(claims).toFixed(2) === expected.toFixed(2)).toBe(true);
  }), { ...runs, numRuns: 3_000 });
});
