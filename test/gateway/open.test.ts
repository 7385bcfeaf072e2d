import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOpenArguments } from '../../gateway/open/arguments.js';
import { startOpenGateway } from '../../gateway/open/server.js';
import { CONSTRUCTS } from './support/constructs.js';
import { FAMILY } from './support/family.js';
import { startOpen } from './support/open.js';
import { OPERATIONS } from './support/operations.js';
import { pathsOf, startStock } from './support/stock.js';

describe.each(CONSTRUCTS)('$name', ({ sources, queries }) => {
  let open: Awaited<ReturnType<typeof startOpen>>;
  let stock: Awaited<ReturnType<typeof startStock>>;
  beforeAll(async () => {
    [open, stock] = await Promise.all([startOpen(sources), startStock(sources)]);
  });
  afterAll(() => Promise.all([open.close(), stock.close()]));

  // The second time it is answered by the short path.
  it.each(queries.map((one): readonly [string, object | null] => (typeof one === 'string' ? [one, null] : one)))('%s', async (query, right) => {
    const expected = right === null ? await stock.ask(query) : { data: right, errorPaths: [] };
    for (const { data, errors } of [await open.ask(query), await open.ask(query)]) {
      expect({ data, errors: pathsOf(errors) }).toEqual({ data: expected.data, errors: expected.errorPaths });
    }
  });
});

describe('the family, open', () => {
  let open: Awaited<ReturnType<typeof startOpen>>;
  let stock: Awaited<ReturnType<typeof startStock>>;
  beforeAll(async () => {
    [open, stock] = await Promise.all([startOpen(FAMILY), startStock(FAMILY)]);
  });
  afterAll(() => Promise.all([open.close(), stock.close()]));

  it.each(OPERATIONS)('%s', async (_name, query, variables = {}) => {
    const [expected, { data, errors }] = await Promise.all([stock.ask(query, variables), open.ask(query, variables)]);
    expect({ data, errors: pathsOf(errors) }).toEqual({ data: expected.data, errors: expected.errorPaths });
  });

  it('says what a subgraph says', async () => {
    const { errors } = await open.ask('{ broken }');
    expect(errors).toMatchObject([{ message: 'broken', path: ['broken'], extensions: { serviceName: 'registry' } }]);
  });

  it('says what is wrong with a document', async () => {
    const { status, errors } = await open.ask('{ nothing }');
    expect([status, errors[0]?.message]).toEqual([400, 'Cannot query field "nothing" on type "Query".']);
  });
});

describe('what is not served open', () => {
  it("the ministries' own graph", async () => {
    const sdl = readFileSync('schema/supergraph.graphql', 'utf8');
    await expect(startOpenGateway({ sdl, host: '127.0.0.1', port: 0 })).rejects.toThrow("--supergraph: the ministries' graph is not served open.");
  });

  it.each([
    [[], false, '--supergraph is missing.'],
    [['--supergraph', 'x'], false, 'Without --open'],
    [['--supergraph', 'x', '--open'], true, 'refused in production'],
    [['--supergraph', 'x', '--open', '--port', '70000'], false, '--port must be'],
    [['--supergraf', 'x'], false, "Unknown option '--supergraf'"],
  ])('%j', (args, production, line) => expect(() => readOpenArguments(args, production)).toThrow(line));

  it('anything else is', () => expect(readOpenArguments(['--supergraph', 'x', '--open', '--port', '0'], false)).toEqual({ supergraph: 'x', host: '127.0.0.1', port: 0 }));
});
