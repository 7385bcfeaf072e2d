import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CohortFilter } from '../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';
import { wordsOf } from '../../../subgraphs/audit/modules/cohort/filter/words.js';
import type { Cell } from '../../../subgraphs/audit/modules/cohort/noise/cell.js';
import { BUDGET, NOISE, TOLD_FROM } from '../../../subgraphs/audit/modules/cohort/noise/noise-parameters.js';
import { CellKeyNoise, type Noise } from '../../../subgraphs/audit/modules/cohort/noise/noise.js';
import { seriesQuestions } from '../../../subgraphs/audit/modules/cohort/series-questions.js';
import { bestGuess, exactly, SECRET, STRATEGIES, type Known, type Oracle, type Strategy, type Target } from './support/cohort/attack.js';
import { Membership, type Members } from './support/cohort/members.js';
import { NO_NOISE } from './support/cohort/no-noise.js';
import { holds, type TrueChild } from './support/cohort/truth.js';

/*
 * Differencing, over and over, against children whom the attacker knows by everything but what is asked. Without noise every one of the
 * attacks is right about everybody; with it none is right more often than the noise allows whoever asks as much.
 */

const DAY = '2026-11-20';
const REGIONS = ['100000000', '110000000', '150000000', '190000000'];
const MONTHS = Array.from({ length: 24 }, (_, i) => `${2014 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`);

/** A number from 0 to 1 that is always the same. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = dice(20261127);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** Nobody of whom the attacker could not tell whether it is the one: others have another month, sex or region. */
const TARGETS: readonly (Target & { readonly isIn: boolean })[] = MONTHS.slice(0, 20).flatMap((born, i) => REGIONS.map((region, j) => ({ born, region, sex: 'MALE' as const, isIn: (i + j) % 2 === 0 })));

const child = (id: string, target: Target, inCare: boolean): TrueChild => ({
  id, born: target.born, sex: target.sex, region: target.region, died: false, citizen: true, rights: [], lists: [], rolls: [], awards: [],
  care: inCare ? [{ form: 'GUARDIANSHIP', from: '2020-01-01', to: null }] : [],
});

const FEW = 4;
const CHILDREN: readonly TrueChild[] = [
  ...TARGETS.map((target, i) => child(`target ${i}`, target, target.isIn)),
  // Four of a month in which nobody is a target, for whoever wants groups of four.
  ...MONTHS.slice(20).flatMap((born) => Array.from({ length: FEW }, (_, i) => child(`${born} ${i}`, { born, sex: 'FEMALE', region: pick(REGIONS) }, false))),
  ...Array.from({ length: 700 }, (_, i) => child(`other ${i}`, { born: pick(MONTHS.slice(0, 20)), sex: 'FEMALE', region: pick(REGIONS) }, random() < 0.3)),
];
/** Each half of 32 bits by itself: sums of so few halves are exact numbers. */
const KEYS = CHILDREN.map(() => ({ high: randomBytes(4).readUInt32LE(), low: randomBytes(4).readUInt32LE() }));
const SEX = { FEMALE: CHILDREN.map(({ sex }) => sex === 'FEMALE'), MALE: CHILDREN.map(({ sex }) => sex === 'MALE') };

function cellOf(members: Members, of?: 'FEMALE' | 'MALE'): Cell {
  let [children, high, low] = [0, 0, 0];
  for (const [i, key] of KEYS.entries()) {
    if (members[i] !== 1 || (of !== undefined && SEX[of][i] !== true)) continue;
    children += 1;
    high += key.high;
    low += key.low;
  }
  return { children, key: BigInt.asUintN(64, (BigInt(high) << 32n) + BigInt(low)) };
}

const digest = (words: string): string => createHash('sha256').update(words).digest('base64url');

const membership = new Membership(CHILDREN, DAY);
const matching = (where: CohortFilter): Members => membership.of(where);

const KNOWN: Known = { months: MONTHS, regions: REGIONS, count: (where) => matching(where).reduce((sum, one) => sum + one, 0) };

/** Answers as audit does, but in memory: with noise as of a snapshot of its own. */
class CountingOracle implements Oracle {
  asked = 0;

  constructor(private readonly noise: Noise) {}

  ask(where: CohortFilter): Promise<{ count: number | null; bySex: (number | null)[] }> {
    this.asked += 1;
    const [found, words] = [matching(where), wordsOf(where)];
    const bySex = (['FEMALE', 'MALE'] as const).map((sex) => this.noise.count(`${sex} ${words}`, cellOf(found, sex)));
    return Promise.resolve({ count: this.noise.count(words, cellOf(found)), bySex });
  }
}

const someNoise = (): Noise => new CellKeyNoise(randomBytes(32).toString('hex'));

/** How often an attack is right, of targets of whom half are in, and how many figures it has of each. */
async function attack(strategy: Strategy, noise: () => Noise): Promise<{ readonly right: number; readonly figures: number }> {
  let [right, asked] = [0, 0];
  for (const target of TARGETS) {
    const oracle = new CountingOracle(noise());
    if ((await strategy(oracle, target, KNOWN)) > 0.5 === target.isIn) right += 1;
    asked += oracle.asked;
  }
  // Of each question the child is in the whole, and in one of the sexes.
  return { right: right / TARGETS.length, figures: (2 * asked) / TARGETS.length };
}

/** Three standard deviations of a share of so many. */
const margin = (share: number, of: number): number => 3 * Math.sqrt((share * (1 - share)) / of);

const strategies = Object.entries(STRATEGIES);

describe('an attack on known children', () => {
  it('is on children whom everybody could tell', () => {
    for (const target of TARGETS) expect(KNOWN.count(exactly(target))).toBe(1);
    expect(TARGETS.filter(({ isIn }) => isIn)).toHaveLength(TARGETS.length / 2);
  });

  it('is answered of whoever the filter is true of', () => {
    const [target] = TARGETS;
    const born: CohortFilter = { child: { born: { to: '2015-01-01' }, sex: 'FEMALE' } };
    const parts: CohortFilter[] = [{}, born, { care: {} }, ...(target === undefined ? [] : [exactly(target), { not: exactly(target) }])];
    const wheres = parts.flatMap((one) => parts.flatMap((other): CohortFilter[] => [{ all: [one, other] }, { any: [one, other] }, { any: [] }, { child: { sex: 'FEMALE' }, not: { all: [one, { not: other }] } }, { care: {}, any: [other, born], all: [one] }]));
    for (const where of wheres) expect(Array.from(matching(where), (one) => one === 1)).toEqual(CHILDREN.map((one) => holds(one, where, DAY)));
  });

  it.each(strategies)('%s: is right about all of them where there is no noise', async (name, strategy) => {
    const { right } = await attack(strategy, () => NO_NOISE);
    expect([name, right]).toEqual([name, 1]);
  });

  it.each(strategies)('%s: is right no more often than the noise allows', { timeout: 120_000 }, async (_name, strategy) => {
    const { right, figures } = await attack(strategy, someNoise);
    const bound = bestGuess(figures, Math.sqrt(NOISE.variance));
    expect(right).toBeLessThanOrEqual(bound + margin(bound, TARGETS.length));
  });

  it('wins again where the same children have the same answer, whatever the words: by which of them are equal', async () => {
    let right = 0;
    for (const target of TARGETS) {
      const noise = someNoise();
      const ask = (where: CohortFilter): number | null => noise.count('', cellOf(matching(where)));
      const where: CohortFilter = { any: [{ care: {} }, { child: { born: { from: '2014-03-01' } } }] };
      const [all, rest] = [ask({ any: [{ all: [{ care: {} }, exactly(target)] }, { all: [where, { not: exactly(target) }] }] }), ask({ all: [where, { not: exactly(target) }] })];
      if ((all !== rest) === target.isIn) right += 1;
    }
    expect(right / TARGETS.length).toBeGreaterThan(0.9);
  });
});

describe('an attack by a series', () => {
  /* Whoever is in care without an end is so in every month: the same children, under another draw in each. */
  const MONTHS_OF_SERIES = Array.from({ length: 3000 }, (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`);

  /** Figures of a month after another, of the cohort with the child and without, for as long as what they cost is there. */
  function differences(noise: Noise, [all, rest]: readonly [CohortFilter, CohortFilter], questionsOf: typeof seriesQuestions): number[] {
    const ledger = new Set<string>();
    let spent = 0;
    const told = (where: string, cell: Cell, period: string): number | null | undefined => {
      const [question] = questionsOf({ of: 'IN_CARE', by: 'MONTH', periods: [period] }, [{ label: period, perturbed: () => null, as: () => null }]);
      const words = JSON.stringify([question?.asks, where]);
      if (!ledger.has(words)) spent += question?.units ?? 0;
      ledger.add(words);
      return spent > BUDGET.share ? undefined : noise.count(JSON.stringify([words, period]), cell);
    };
    // The noise depends on the words as a whole, whatever their length: half a million questions are put with short ones.
    const [cells, words] = [[cellOf(matching(all)), cellOf(matching(rest))], [digest(wordsOf(all)), digest(wordsOf(rest))]] as const;
    const found: number[] = [];
    for (const period of MONTHS_OF_SERIES) {
      const [one, other] = [told(words[0], cells[0], period), told(words[1], cells[1], period)];
      if (one === undefined || other === undefined) break;
      if (one !== null && other !== null) found.push(one - other);
    }
    return found;
  }

  const right = (questionsOf: typeof seriesQuestions): { readonly share: number; readonly figures: number } => {
    const found = TARGETS.map((target) => differences(someNoise(), [SECRET, { all: [SECRET, { not: exactly(target) }] }], questionsOf));
    const guessed = TARGETS.filter(({ isIn }, i) => ((found[i] ?? []).reduce((sum, one) => sum + one, 0) / (found[i]?.length ?? 1) > 0.5) === isIn);
    return { share: guessed.length / TARGETS.length, figures: 2 * Math.max(...found.map(({ length }) => length)) };
  };

  it('is right about nearly all of them where the first month pays for all', { timeout: 120_000 }, () => {
    const { share, figures } = right((asked, points) => seriesQuestions(asked, points).map((one) => ({ ...one, asks: one.asks.slice(0, 3) })));
    expect(figures).toBe(2 * MONTHS_OF_SERIES.length);
    expect(share).toBeGreaterThan(0.9);
  });

  it('has no more figures than units, and is right no more often than the noise allows', () => {
    const { share, figures } = right(seriesQuestions);
    expect(figures).toBe(BUDGET.share);
    const bound = bestGuess(figures, Math.sqrt(NOISE.variance));
    expect(share).toBeLessThanOrEqual(bound + margin(bound, TARGETS.length));
  });
});

describe('an attack on what a known child was paid', () => {
  const [MOST, PAID, OTHERS] = [26_000_000n, 9_000_000n, 60];
  const STEP = 1_000_000n;

  /** Whether a sum, less what the others have, is nearer to a whole multiple of the noise's unit with the child's money or without it. */
  const byRemainder = (sum: bigint): boolean => {
    const off = (rest: bigint): number => Math.abs(Number(BigInt.asIntN(64, ((rest + MOST / 2n) % MOST + MOST) % MOST - MOST / 2n)));
    return off(sum - BigInt(OTHERS) * MOST - PAID) < off(sum - BigInt(OTHERS) * MOST);
  };

  const moneyOf = (isIn: boolean): { children: number; key: bigint; total: bigint; most: bigint } =>
    ({ children: OTHERS + (isIn ? 1 : 0), key: randomBytes(8).readBigUInt64LE(), total: BigInt(OTHERS) * MOST + (isIn ? PAID : 0n), most: MOST });

  const rightBy = (sum: (cell: ReturnType<typeof moneyOf>) => bigint | null): number => {
    const tries = Array.from({ length: 400 }, (_, i) => ({ isIn: i % 2 === 0, told: sum(moneyOf(i % 2 === 0)) }));
    const told = tries.flatMap((one) => (one.told === null ? [] : [{ ...one, told: one.told }]));
    return told.filter((one) => byRemainder(one.told) === one.isIn).length / told.length;
  };

  it('is right by the remainder where noise comes in whole multiples of what somebody has', () => {
    expect(rightBy(({ total, most }) => total + BigInt(Math.floor(random() * 61) - 30) * most)).toBe(1);
  });

  it('has no remainder to go by', () => {
    const noise = someNoise();
    const right = rightBy((cell) => noise.sum('', cell, STEP));
    const bound = bestGuess(2, Math.sqrt(NOISE.variance));
    expect(right).toBeLessThanOrEqual(bound + margin(bound, 350));
  });
});

describe('words', () => {
  const care: CohortFilter = { care: {} };
  const savings: CohortFilter = { savings: { onListOf: [2024, 2025] } };

  it.each<[string, CohortFilter, CohortFilter]>([
    ['order', { all: [care, savings] }, { all: [savings, care] }],
    ['repetition', { all: [care, { all: [care] }] }, care],
    ['one of one', { any: [care] }, care],
    ['double negation', { not: { not: { all: [care, savings] } } }, { care: {}, savings: { onListOf: [2024, 2025] } }],
    ['what is left out', { care: { forms: null, months: null } }, { care: {} }],
    ['the order of a list', { savings: { onListOf: [2025, 2024, 2024] } }, savings],
    ['the day of a month', { care: { months: { from: '2024-02-03' } } }, { care: { months: { from: '2024-02-28' } } }],
  ])('do not depend on %s', (_what, one, other) => {
    expect(wordsOf(one)).toBe(wordsOf(other));
  });

  it.each<[string, CohortFilter, CohortFilter]>([
    ['all and any', { all: [care, savings] }, { any: [care, savings] }],
    ['a negation', { not: care }, care],
    ['a negation beside something', { not: { not: care, savings: {} } }, { all: [care, { savings: {} }] }],
    ['from and to', { care: { months: { from: '2024-02-03' } } }, { care: { months: { to: '2024-02-03' } } }],
    ['quotes within values', { benefit: { tiers: ['a","b'] } }, { benefit: { tiers: ['a', 'b'] } }],
  ])('tell apart %s', (_what, one, other) => {
    expect(wordsOf(one)).not.toBe(wordsOf(other));
  });
});

describe('figures', () => {
  it('of nobody, and of four, are never told, whatever the noise; all that are told are so by themselves', () => {
    const noise = someNoise();
    const told = (children: number): (number | null)[] => Array.from({ length: 20_000 }, (_, i) => noise.count('', { children, key: BigInt(i) }));
    for (let children = 0; children < 5; children += 1) expect(told(children).every((one) => one === null)).toBe(true);
    expect(told(5).filter((one) => one !== null).length / 20_000).toBeLessThan(0.002);
    expect(told(TOLD_FROM).every((one) => one === null || one >= TOLD_FROM)).toBe(true);
    expect(told(TOLD_FROM + NOISE.most).every((one) => one !== null)).toBe(true);
  });

  it('have the mean, the variance and the bounds that they are said to have', () => {
    const noise = new CellKeyNoise(randomBytes(32).toString('hex'));
    const added = Array.from({ length: 40_000 }, (_, i) => (noise.count('', { children: 1000, key: BigInt(i) }) ?? Number.NaN) - 1000);
    const mean = added.reduce((sum, one) => sum + one, 0) / added.length;
    const variance = added.reduce((sum, one) => sum + one ** 2, 0) / added.length;
    expect(Math.abs(mean)).toBeLessThan(0.25);
    expect(Math.abs(variance - NOISE.variance)).toBeLessThan(5);
    expect(Math.max(...added.map(Math.abs))).toBeLessThanOrEqual(NOISE.most);
  });

  it('are others under another snapshot, and cannot be worked out from the keys of the children', () => {
    const cell = { children: 1000, key: 7n };
    const figures = new Set(Array.from({ length: 50 }, () => someNoise().count('', cell)));
    expect(figures.size).toBeGreaterThan(10);
  });

  it('are the same for the same children in the same words, and drawn anew for others', () => {
    const noise = someNoise();
    const figures = (words: (i: number) => string, key: (i: number) => bigint): number => new Set(Array.from({ length: 50 }, (_, i) => noise.count(words(i), { children: 1000, key: key(i) }))).size;
    expect(figures(() => 'a', () => 1n)).toBe(1);
    expect(figures(String, () => 1n)).toBeGreaterThan(10);
    expect(figures(() => 'a', BigInt)).toBeGreaterThan(10);
  });
});
