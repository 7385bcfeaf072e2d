import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { begunBy, inOrder, overlap, type Act, type Fact } from './fact.js';
import { bornOn, endAll, setFrom } from './timeline.js';

const ACT: Act = { id: '1', source: 'act' };
const WORDS = { nothingToEnd: '', alreadySo: '' };
const day = (n: number): string => `2020-01-${String(n).padStart(2, '0')}`;
const same = (a: string, b: string): boolean => a === b;
const apply = (facts: readonly Fact<string>[], n: number, is: string | null, end: string | null = null) => setFrom(facts, { day: day(n), is, act: ACT, end }, same, WORDS);
const born = (n: number) => ({ birthDate: day(n), registeredOn: day(n + 1) });
const shape = (facts: readonly Fact<string>[]) => facts.map(({ is, validFrom, validTo }) => [is, validFrom, validTo]);

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof Refused ? error.code : 'FAULT';
  }
};

/** Distinct days, each with a place that differs from its neighbours', in the order of the days. */
const course = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 8 }).map((days) => days.toSorted((a, b) => a - b).map((n, i) => [n, `place ${i}`] as const));

describe('what holds from a day until the next event', () => {
  it('is the same in whatever order the events arrive', () => {
    const shuffled = course.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));
    fc.assert(fc.property(shuffled, ([events, arriving]) => {
      const after = arriving.reduce<readonly Fact<string>[]>((facts, [n, is]) => apply(facts, n, is), []);
      expect(shape(after)).toEqual(events.map(([n, is], i) => [is, day(n), events[i + 1] === undefined ? null : day(events[i + 1]?.[0] ?? 0)]));
    }));
  });

  it('never holds twice, whatever is said, and what is refused changes nothing', () => {
    const event = fc.tuple(fc.integer({ min: 1, max: 27 }), fc.constantFrom('a', 'b', null));
    fc.assert(fc.property(fc.array(event, { maxLength: 12 }), fc.constantFrom(null, day(28)), (events, end) => {
      let facts: readonly Fact<string>[] = [];
      for (const [n, is] of events) {
        const before = facts;
        const refused = codeOf(() => (facts = apply(before, n, is, end))) !== null;
        expect(refused ? facts === before : (facts.find((fact) => holdsOn(fact, day(n)))?.is ?? null) === is).toBe(true);
      }
      for (const [i, a] of facts.entries()) for (const b of facts.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      expect(inOrder(facts)).toEqual(facts);
      expect(end === null || facts.every(({ validTo }) => validTo !== null && validTo <= end)).toBe(true);
    }));
  });

  it('is not lost when it ends on the day it began, or before what is on record', () => {
    const facts = apply(apply([], 1, 'a'), 10, 'b');
    expect(shape(apply(facts, 10, null))).toEqual([['a', day(1), day(10)]]);
    expect(shape(apply(facts, 5, null))).toEqual([['a', day(1), day(5)], ['b', day(10), null]]);
    const left = apply(facts, 20, null);
    expect(codeOf(() => apply(left, 15, null))).toBe('OUT_OF_ORDER');
    expect(codeOf(() => apply(left, 21, null))).toBe('NOT_ON_RECORD');
    expect(codeOf(() => apply(left, 12, 'b'))).toBe('ALREADY_RECORDED');
    expect(shape(apply(left, 12, 'c'))).toEqual([['a', day(1), day(10)], ['b', day(10), day(12)], ['c', day(12), day(20)]]);
  });

  it('keeps the row of an open fact that ends, and replaces one that gets shorter', () => {
    const row = { ...begunBy(ACT, 'a', day(1)), id: '7' };
    const [ended] = apply([row], 9, null);
    expect(ended).toMatchObject({ id: '7', validTo: day(9), endedBy: '1' });
    const [shorter] = apply([{ ...row, validTo: day(9) }, { ...begunBy(ACT, 'b', day(9)), id: '8' }], 5, null);
    expect(shorter).toMatchObject({ id: null, validTo: day(5), beganBy: '1' });
  });
});

describe('death and birth', () => {
  const facts = [begunBy(ACT, 'a', day(2), day(5)), begunBy(ACT, 'b', day(5))];

  it('a death ends what holds and takes back what would have begun', () => {
    expect(shape(endAll(facts, day(3), ACT))).toEqual([['a', day(2), day(3)]]);
    expect(shape(endAll(facts, day(5), ACT))).toEqual([['a', day(2), day(5)], ['b', day(5), day(5)]]);
    expect(endAll(facts, day(9), ACT)[0]).toBe(facts[0]);
  });

  it('another birth date moves what began at birth, and takes back what was before', () => {
    expect(shape(bornOn(facts, day(2), born(1)))).toEqual([['a', day(1), day(5)], ['b', day(5), null]]);
    expect(shape(bornOn(facts, day(2), born(3)))).toEqual([['a', day(3), day(5)], ['b', day(5), null]]);
    expect(shape(bornOn(facts, day(2), born(7)))).toEqual([['b', day(7), null]]);
    const empty = [begunBy(ACT, 'a', day(2), day(2)), begunBy(ACT, 'b', day(2))];
    expect(shape(bornOn(empty, day(2), born(1)))).toEqual([['b', day(1), null]]);
  });
});
