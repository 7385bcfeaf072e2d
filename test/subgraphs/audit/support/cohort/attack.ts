import type { CohortFilter } from '../../../../../subgraphs/audit/modules/cohort/filter/cohort-filter.type.js';

/*
 * Somebody who may ask auditors' questions and knows where a child lives, its sex and month of birth, and how many children there are of each
 * kind; and wants to know of that child what the questions do not tell: whether it was ever in care.
 */

/** What a question is answered, in the order of the figures; null for what is not told. */
export interface Told {
  readonly count: number | null;
  readonly bySex: readonly (number | null)[];
}

export interface Oracle {
  ask(where: CohortFilter): Promise<Told>;
}

/** A child whom its attributes tell, which everybody knows. */
export interface Target {
  readonly born: string;
  readonly sex: 'FEMALE' | 'MALE';
  readonly region: string;
}

/** What is known of others: of whom the secret is not asked, how many are in a range of births. */
export interface Known {
  readonly months: readonly string[];
  readonly regions: readonly string[];
  /** How many children a filter about `child` is true of. */
  readonly count: (where: CohortFilter) => number;
}

/** What the attacker wants to know. */
export const SECRET: CohortFilter = { care: {} };

export const exactly = ({ born, sex, region }: Target): CohortFilter => ({ child: { born: { from: born, to: born }, sex, regions: [region] } });

const without = (target: Target, where: CohortFilter): CohortFilter => ({ all: [where, { not: exactly(target) }] });

const mean = (values: readonly number[]): number => (values.length === 0 ? 0.5 : values.reduce((sum, one) => sum + one, 0) / values.length);

const bySplits = async (oracle: Oracle, where: CohortFilter, splits: readonly CohortFilter[]): Promise<number[]> => {
  const sums: number[] = [];
  for (const split of splits) {
    const [one, other] = [await oracle.ask({ all: [where, split] }), await oracle.ask({ all: [where, { not: split }] })];
    if (one.count !== null && other.count !== null) sums.push(one.count + other.count);
  }
  return sums;
};

/** A number that is about one where the secret is true of the target, and about zero where it is not. */
export type Strategy = (oracle: Oracle, target: Target, known: Known) => Promise<number>;

/** Everybody, less everybody but one. */
const allMinusOne: Strategy = async (oracle, target) => {
  const [all, rest] = [await oracle.ask(SECRET), await oracle.ask(without(target, SECRET))];
  return all.count === null || rest.count === null ? 0.5 : all.count - rest.count;
};

/** The same in many words, in the hope that each draws anew. */
const inOtherWords: Strategy = async (oracle, target) => {
  const words = (where: CohortFilter): CohortFilter[] => [where, { all: [where, where] }, { not: { not: where } }, { any: [where, { all: [where, { not: where }] }] }, { all: [where, {}] }, { any: [{ all: [where, { child: { sex: 'MALE' } }] }, { all: [where, { not: { child: { sex: 'MALE' } } }] }] }];
  const [all, rest] = [words(SECRET), words(without(target, SECRET))];
  const differences: number[] = [];
  for (const [i, where] of all.entries()) {
    const [one, other] = [await oracle.ask(where), await oracle.ask(rest[i] ?? {})];
    if (one.count !== null && other.count !== null) differences.push(one.count - other.count);
  }
  return mean(differences);
};

/** Slices of time: by every month of birth the two sides of it, whose sum is the whole. */
const timeSlices: Strategy = async (oracle, target, { months }) => {
  const splits = months.map((to): CohortFilter => ({ child: { born: { to } } }));
  return mean(await bySplits(oracle, SECRET, splits)) - mean(await bySplits(oracle, without(target, SECRET), splits));
};

const whole = ({ bySex }: Told): number | null => bySex.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);

/** Places and sexes at once: sums of the groups of a breakdown, in which the child is or is not. */
const drillDown: Strategy = async (oracle, target, { regions }) => {
  const differences: number[] = [];
  for (const region of regions) {
    const where: CohortFilter = { all: [SECRET, { child: { regions: [region, target.region] } }] };
    const [all, rest] = [whole(await oracle.ask(where)), whole(await oracle.ask(without(target, where)))];
    if (all !== null && rest !== null) differences.push(all - rest);
  }
  return mean(differences);
};

/** The child among others who are known to a head, many times over: what is too many is the child. The strongest there is. */
const amongKnown: Strategy = async (oracle, target, { months, count }) => {
  const found: number[] = [];
  for (const [i, from] of months.entries()) {
    const others = without(target, { child: { born: { from, to: months[Math.min(months.length - 1, i + 60)] ?? null } } });
    const { count: told } = await oracle.ask({ any: [{ all: [SECRET, exactly(target)] }, others] });
    if (told !== null) found.push(told - count(others));
  }
  return mean(found);
};

/** Four others, or as many as there have to be, so that a figure is there when the child is. */
const atTheThreshold: Strategy = async (oracle, target, { months, count }) => {
  const shown: number[] = [];
  for (const from of months) {
    const others = without(target, { child: { born: { from, to: from } } });
    const few = count(others);
    const { count: told } = await oracle.ask({ any: [{ all: [SECRET, exactly(target)] }, others] });
    if (few === 4) shown.push(told === null ? 0 : 1);
  }
  return shown.some((one) => one === 1) ? 1 : 0.5;
};

/** Equal answers are of equal children, and so the child was never among them: the noise need not be known for that. */
const equalAnswers: Strategy = async (oracle, target, { months }) => {
  const differ: number[] = [];
  for (const from of months) {
    const where: CohortFilter = { any: [SECRET, { child: { born: { from } } }] };
    const all: CohortFilter = { any: [{ all: [SECRET, exactly(target)] }, without(target, where)] };
    const [one, other] = [await oracle.ask(all), await oracle.ask(without(target, where))];
    differ.push(one.count === other.count && one.bySex.every((figure, i) => figure === other.bySex[i]) ? 0 : 1);
  }
  return mean(differ);
};

/** The same with as many others left out as makes the answer's being another one depend on the child. */
const atTheEdge: Strategy = async (oracle, target, { months, regions, count }) => {
  const found: number[] = [];
  for (const from of months) {
    const others = without(target, { child: { born: { from } } });
    for (const region of regions.slice(0, 2)) {
      const fewer: CohortFilter = { all: [others, { not: { child: { born: { from, to: from }, regions: [region] } } }] };
      const [before, after] = [await oracle.ask(others), await oracle.ask({ any: [fewer, { all: [SECRET, exactly(target)] }] })];
      if (before.count !== null && after.count !== null) found.push(after.count - before.count + count(others) - count(fewer));
    }
  }
  return mean(found);
};

export const STRATEGIES: Readonly<Record<string, Strategy>> = { allMinusOne, inOtherWords, timeSlices, drillDown, amongKnown, atTheThreshold, equalAnswers, atTheEdge };

/** The distribution function of the normal distribution, within 1e-7. */
export function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/**
 * How often anybody can be right at best who has so many figures with a noise of this standard deviation, each of which one child moves by
 * one, and knows everything else: half the distance between the two means, in standard deviations of the mean of all.
 */
export const bestGuess = (figures: number, deviation: number): number => normal(Math.sqrt(figures) / (2 * deviation));
