import type { LocalFacts } from '../facts.js';
import { Random } from '../random.js';
import { SHOWCASE_HOUSEHOLDS } from '../story.js';
import type { AnomalyKind } from './kind.js';
import { KINDS } from './kinds.js';

/** The first households after the demo family and the showcases: one for each kind, so that every population has them all. */
const FIRST = 1 + SHOWCASE_HOUSEHOLDS;

/** On average, so that a number per children becomes one per households. */
const CHILDREN_OF_HOUSEHOLD = 2.5;

/** Which error a household is made for, if any: by its number and the seed alone. */
export function kindOf(number: number, { seed, anomaliesPerMillion }: LocalFacts): AnomalyKind | undefined {
  if (anomaliesPerMillion === undefined || number < FIRST) return undefined;
  const own = KINDS[number - FIRST];
  if (own !== undefined) return own;
  const random = new Random(seed, number, 'anomaly');
  return random.happens((KINDS.length * anomaliesPerMillion * CHILDREN_OF_HOUSEHOLD) / 1_000_000) ? random.pick(KINDS) : undefined;
}
