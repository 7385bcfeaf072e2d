import { LAW } from '../../subgraphs/benefits/modules/rate/law.js';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import type { ToldHousehold } from './anomalies/planting.js';
import { dayOf } from './calendar.js';
import { DEMO_SINCE, tellDemo } from './demo-household.js';
import { Draft } from './draft.js';
import type { LocalFacts } from './facts.js';
import { BLOCK, IinIssuer } from './iin.js';
import { Planner } from './plan.js';
import { tell } from './tell.js';

export const DEFAULT_POPULATION: PopulationFacts = { seed: 20240101, asOf: '2026-10-01', children: 3000, indexParameters: LAW.parameters };

/** Households that can be told without those before them. */
export interface Block {
  /** Counts from 0. */
  readonly number: number;
  readonly households: number;
  /** Children of the population that are in this block or a later one. */
  readonly left: number;
}

/** The blocks of a population, in order: counted, not told. A nation takes a second or two. */
export function* blocksOf(facts: LocalFacts): Generator<Block> {
  const planner = new Planner(facts);
  let left = facts.children;
  for (let number = 0; left > 0; number += 1) {
    const before = left;
    let count = 0;
    for (; left > 0 && count < BLOCK; count += 1) left -= planner.plan(number * BLOCK + count).children;
    yield { number, households: count, left: before };
  }
}

/** The households of one block: the same ones whoever tells them, and whatever was told before. */
export function* blockHouseholds(facts: LocalFacts, block: Block): Generator<ToldHousehold> {
  const planner = new Planner(facts);
  const issuer = new IinIssuer();
  const first = block.number * BLOCK;
  let left = block.left;
  for (let number = first; number < first + block.households; number += 1) {
    const whole = planner.plan(number);
    const plan = whole.children <= left ? whole : planner.trimmed(number, left);
    left -= plan.children;
    issuer.enter(number);
    yield tell(plan, facts, issuer);
  }
}

/**
 * The synthetic population, household by household: exactly `facts.children` persons with `isChild`, the same ones for
 * the same seed and as-of day on every machine; a smaller population is the beginning of a larger one, but for its
 * last household. Nothing is kept between households but the counters of `IinIssuer`.
 */
export function* households(facts: LocalFacts): Generator<ToldHousehold> {
  for (const block of blocksOf(facts)) yield* blockHouseholds(facts, block);
}

/**
 * Household 0, on which every programme has something to show: a schoolchild of Almaty and her mother. A population of
 * fewer than five children is too small to hold the family.
 */
export function demoFamily(facts: PopulationFacts): { child: string; mother: string; regionKato: string } {
  if (facts.asOf < DEMO_SINCE) throw new RangeError(`The demo family is complete from ${DEMO_SINCE} on.`);
  const issuer = new IinIssuer();
  issuer.enter(0);
  const { child, mother } = tellDemo(new Draft(0, dayOf(facts.asOf), facts.seed, issuer));
  return { child: child.iin, mother: mother.iin, regionKato: '750000000' };
}
