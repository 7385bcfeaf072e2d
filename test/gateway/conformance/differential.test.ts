import { expect, it } from 'vitest';
import { DEVIATIONS } from '../../../soak/support/conformance/deviations.js';
import { GRAPHS } from '../../../soak/support/conformance/graphs.js';
import { search } from '../../../soak/support/conformance/search.js';

const KNOWN = new Set(['words', 'planner', ...DEVIATIONS.map(({ name }) => name)]);

// More of it, with seeds of its own each time: `npm run soak -- conformance`.
it.each(GRAPHS.map((graph) => [graph.name, graph] as const))('random operations: %s', async (_name, graph) => {
  const { compared, deviations, failure } = await search(graph, { seed: 20_261_126, operations: 40 });
  expect(failure).toBeNull();
  expect(compared).toBe(40);
  expect([...deviations.keys()].filter((name) => !KNOWN.has(name))).toEqual([]);
});
