import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpen } from '../support/open.js';
import { pathsOf } from '../support/stock.js';
import { memorySubgraph } from '../../../soak/support/conformance/memory-subgraph.js';
import { SUITES } from './suites/suites.js';

describe.each(SUITES)('$name', ({ subgraphs, store, cases }) => {
  let open: Awaited<ReturnType<typeof startOpen>>;
  beforeAll(async () => {
    open = await startOpen(Object.entries(subgraphs).map(([name, subgraph]) => memorySubgraph(name, subgraph, store)));
  });
  afterAll(() => open.close());

  // The second time it is answered by the short path.
  it.each(cases)('$query', async ({ query, paths, ...right }) => {
    for (const _time of ['first', 'second']) {
      const { data, errors } = await open.ask(query);
      const places = pathsOf(paths === null ? errors : paths.map((path) => ({ path })));
      expect({ data, errors: errors.length > 0, places: pathsOf(errors) }).toEqual({ ...right, places });
    }
  });
});
