import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CohortFilter } from '../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';
import { answered, type Answered } from '../../../subgraphs/audit/modules/cohort/noise/answered.js';
import { difference, NONE, ofChild, together, type Cell } from '../../../subgraphs/audit/modules/cohort/noise/cell.js';
import { NOISE } from '../../../subgraphs/audit/modules/cohort/noise/noise-parameters.js';
import { CellKeyNoise, type Noise } from '../../../subgraphs/audit/modules/cohort/noise/noise.js';
import { bestGuess, exactly, STRATEGIES, type Known, type Oracle, type Strategy, type Target } from './support/cohort/attack.js';
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
const KEYS = new Map(CHILDREN.map(({ id }) => [id, randomBytes(8).readBigUInt64LE()]));

const CELLS = new Map([...KEYS].map(([id, key]) => [id, ofChild(key)]));

/** As `together`, which makes a list for each child. */
function cellOf(children: readonly TrueChild[]): Cell {
  const bits = NONE.bits.map(() => 0);
  let key = 0n;
  for (const { id } of children) {
    const cell = CELLS.get(id) ?? NONE;
    key += cell.key;
    for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] ?? 0) + (cell.bits[i] ?? 0);
  }
  return { children: children.length, key: BigInt.asUintN(64, key), bits };
}

const matching = (where: CohortFilter): TrueChild[] => CHILDREN.filter((one) => holds(one, where, DAY));

const KNOWN: Known = { months: MONTHS, regions: REGIONS, count: (where) => matching(where).length };

/** Answers as audit does, but in memory: with noise as of a snapshot of its own, and what was told before. Without noise nothing is remembered. */
class CountingOracle implements Oracle {
  asked = 0;
  readonly #told: Answered[] = [];

  constructor(private readonly noise: Noise) {}

  ask(where: CohortFilter): Promise<{ count: number | null; bySex: (number | null)[] }> {
    this.asked += 1;
    const found = matching(where);
    const groups = [found, ...(['FEMALE', 'MALE'] as const).map((sex) => found.filter((one) => one.sex === sex))].map(cellOf);
    const [count = null, ...bySex] = this.noise === NO_NOISE ? groups.map((cell) => this.noise.count(cell)) : groups.map((cell) => this.#answer(cell));
    return Promise.resolve({ count, bySex });
  }

  #answer(cell: Cell): number | null {
    const { answers: [answer = null], fresh } = answered(this.#told, [{ cell, perturbed: () => this.noise.count(cell)?.toString() ?? null }]);
    this.#told.push(...fresh);
    return answer === null ? null : Number(answer);
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

  it.each(strategies)('%s: is right about all of them where there is no noise', async (name, strategy) => {
    const { right } = await attack(strategy, () => NO_NOISE);
    expect([name, right]).toEqual([name, 1]);
  });

  it.each(strategies)('%s: is right no more often than the noise allows', { timeout: 120_000 }, async (_name, strategy) => {
    const { right, figures } = await attack(strategy, someNoise);
    const bound = bestGuess(figures, Math.sqrt(NOISE.variance));
    expect(right).toBeLessThanOrEqual(bound + margin(bound, TARGETS.length));
  });

  it('wins again where nearly the same children have other answers: by which of them are equal', async () => {
    let right = 0;
    for (const target of TARGETS) {
      const noise = someNoise();
      const ask = (where: CohortFilter): number | null => noise.count(cellOf(matching(where)));
      const where: CohortFilter = { any: [{ care: {} }, { child: { born: { from: '2014-03-01' } } }] };
      const [all, rest] = [ask({ any: [{ all: [{ care: {} }, exactly(target)] }, { all: [where, { not: exactly(target) }] }] }), ask({ all: [where, { not: exactly(target) }] })];
      if ((all !== rest) === target.isIn) right += 1;
    }
    expect(right / TARGETS.length).toBeGreaterThan(0.9);
  });
});

describe('figures', () => {
  it('of nobody, and of four, are never told, whatever the lot', () => {
    for (let i = 0; i < 200; i += 1) {
      const noise = new CellKeyNoise(randomBytes(32).toString('hex'));
      expect(noise.count(NONE)).toBeNull();
      for (let children = 1; children < 5; children += 1) expect(noise.count({ ...NONE, children, key: BigInt(i) })).toBeNull();
    }
  });

  it('of five are told so seldom that being told says nothing', () => {
    const noise = new CellKeyNoise(randomBytes(32).toString('hex'));
    const told = Array.from({ length: 20_000 }, (_, i) => noise.count({ ...NONE, children: 5, key: BigInt(i) })).filter((one) => one !== null).length;
    expect(told / 20_000).toBeLessThan(0.005);
  });

  it('have the mean, the variance and the bounds that they are said to have', () => {
    const noise = new CellKeyNoise(randomBytes(32).toString('hex'));
    const added = Array.from({ length: 40_000 }, (_, i) => (noise.count({ ...NONE, children: 1000, key: BigInt(i) }) ?? Number.NaN) - 1000);
    const mean = added.reduce((sum, one) => sum + one, 0) / added.length;
    const variance = added.reduce((sum, one) => sum + one ** 2, 0) / added.length;
    expect(Math.abs(mean)).toBeLessThan(0.25);
    expect(Math.abs(variance - NOISE.variance)).toBeLessThan(5);
    expect(Math.max(...added.map(Math.abs))).toBeLessThanOrEqual(NOISE.most);
  });

  it('are others under another snapshot, and cannot be worked out from the keys of the children', () => {
    const cell = { ...NONE, children: 1000, key: 7n };
    const figures = new Set(Array.from({ length: 50 }, () => new CellKeyNoise(randomBytes(32).toString('hex')).count(cell)));
    expect(figures.size).toBeGreaterThan(10);
  });

  it('know how many children two groups differ in, without a list of either', () => {
    const someone = (): Cell => ofChild(randomBytes(8).readBigUInt64LE());
    const all = together(Array.from({ length: 500 }, someone));
    expect(difference(all, all)).toBe(0);
    expect(difference(all, together([all, someone()]))).toBe(1);
    const estimates = Array.from({ length: 200 }, () => difference(all, together([all, ...Array.from({ length: 40 }, someone)])));
    expect(Math.abs(estimates.reduce((sum, one) => sum + one, 0) / estimates.length - 40)).toBeLessThan(5);
  });
});
