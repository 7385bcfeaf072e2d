import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answering } from './support/faults.js';
import { FAMILY, IINS } from './support/family.js';
import { Federation } from './support/federation.js';
import { OPERATIONS } from './support/operations.js';
import { pathsOf, startStock } from './support/stock.js';

const [ONE = ''] = IINS;

const CONDITIONAL = `query ($a: Boolean!, $b: Boolean = true) {
  child(iin: "${ONE}") {
    name @include(if: $a)
    benefits @skip(if: $b) { iin total { amount @include(if: $a) currency } }
    savings @include(if: $a) @skip(if: $b) { balance { amount } }
    ... on Child @include(if: $b) { ageGroup }
    ...rest @skip(if: $a)
  }
} fragment rest on Child { siblings { benefits { iin } } }`;

describe('a plan brings what the stock gateway brings', () => {
  let federation: Federation;
  let stock: Awaited<ReturnType<typeof startStock>>;
  beforeAll(async () => {
    [federation, stock] = await Promise.all([Federation.start(FAMILY), startStock(FAMILY)]);
  });
  afterAll(async () => {
    await Promise.all([federation.close(), stock.close()]);
  });

  const compare = async (query: string, variables: Record<string, unknown> = {}): Promise<void> => {
    const [expected, { status, body }] = await Promise.all([stock.ask(query, variables), federation.ask(query, { variables })]);
    expect(status).toBe(200);
    expect(body.data).toEqual(expected.data);
    expect(pathsOf(body.errors ?? [])).toEqual(expected.errorPaths);
  };

  it.each([...OPERATIONS])('%s', (_name, query, variables) => compare(query, variables));

  it.each([[true, true], [true, false], [false, true], [false, false]])('@skip and @include with a=%s, b=%s', (a, b) => compare(CONDITIONAL, { a, b }));

  it('asks once for what appears several times', async () => {
    const before = federation.subgraph('benefits').calls.length;
    await federation.ask('{ children { note siblings { note } } }');
    const calls = federation.subgraph('benefits').calls.slice(before);
    expect(calls.map(({ body }) => (body.variables['representations'] as unknown[]).length).sort()).toEqual([3]);
  });

  it('a part of a value type that one subgraph does not have does not blank the other', async () => {
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ address: null }] }, errors: [{ message: 'x', path: ['_entities', 0, 'address'] }] });
    const { body } = await federation.ask(`{ child(iin: "${ONE}") { address { zip street } } }`);
    federation.subgraph('benefits').behaviour = null;
    expect(body.data).toEqual({ child: { address: { zip: '050000', street: null } } });
    expect(body.errors).toMatchObject([{ path: ['child', 'address', 'street'], extensions: { programme: 'benefits' } }]);
  });

  it('@skip and @include with a default', () => compare(CONDITIONAL, { a: true }));
});
