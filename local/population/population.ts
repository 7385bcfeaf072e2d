import type { Household } from '../../subgraphs/shared/synthetic/household.js';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import { dayOf } from './calendar.js';
import { DEMO_SINCE, tellDemo } from './demo-household.js';
import { Draft } from './draft.js';
import { BLOCK, IinIssuer } from './iin.js';
import { Planner } from './plan.js';
import { tell } from './tell.js';

export const DEFAULT_POPULATION: PopulationFacts = { seed: 20240101, asOf: '2026-10-01', children: 3000 };

/**
 * The synthetic population, household by household: exactly `facts.children` persons with `isChild`, the same ones for
 * the same seed and as-of day on every machine; a smaller population is the beginning of a larger one, but for its
 * last household. Nothing is kept between households but the counters of `IinIssuer`.
 *
 * `first` resumes at a household: those before it are only counted through (they tell how many children are left), and
 * those of its own block are told again, so that the same IINs come out.
 */
export function* households(facts: PopulationFacts, first = 0): Generator<Household> {
  const planner = new Planner(facts);
  const issuer = new IinIssuer();
  const blockStart = first - (first % BLOCK);
  let left = facts.children;
  for (let number = 0; left > 0; number += 1) {
    const whole = planner.plan(number);
    const plan = whole.children <= left ? whole : planner.trimmed(number, left);
    left -= plan.children;
    if (number < blockStart) continue;
    issuer.enter(number);
    const household = tell(plan, facts, issuer);
    if (number >= first) yield household;
  }
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
