import fc from 'fast-check';
import 'reflect-metadata';
import { expect, it } from 'vitest';
import { addDays } from '../../shared/calendar.js';
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
