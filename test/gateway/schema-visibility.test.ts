import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Federation, type Asked } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());

const INVALID = 'The document is not valid for this graph.';
const anonymous: Asked = { claims: null };

describe('an anonymous request', () => {
  it('has no introspection', async () => {
    const { status, body } = await federation.ask('{ __schema { types { name } } __type(name: "Child") { name } }', anonymous);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ message: INVALID, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  it.each([
    'query { chidl { nam } regoins { name } }',
    '{ child { name } }',
    `{ child(iin: "${CHILD_ONE}") { mother } }`,
    `query ($x: Chidl) { regions(x: $x) { name { kk } } }`,
  ])('learns nothing from %s', async (query) => {
    const { status, body } = await federation.ask(query, anonymous);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ message: INVALID, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', correlationId: expect.any(String) } }]);
  });

  it('is told that a document is too large', async () => {
    const { body } = await federation.ask(`{ ${'... { ... { '.repeat(151)} __typename ${'} } '.repeat(151)} }`, anonymous);
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('selections'), extensions: { code: 'LIMIT_EXCEEDED', bound: 'selections' } }]);
  });

  it('may ask __typename', async () => {
    expect((await federation.ask('{ __typename }', anonymous)).body).toEqual({ data: { __typename: 'Query' } });
  });
});

describe.each<[string, Asked]>([
  ['a trusted client', { claims: { documents: 'trusted' } }],
  ['a client of which the token does not say', { claims: { documents: undefined } }],
])('%s', (_name, asked) => {
  it.each(['{ __schema { types { name } } }', 'query { chidl { nam } regoins { name } }', '{ __typename }', '{ child('])('learns nothing from %s, not even whether it is valid', async (query) => {
    const { status, body } = await federation.ask(query, asked);
    expect(status).toBe(403);
    expect(body.errors).toMatchObject([{ message: 'This client may send the documents of its manifest only, and this is none of them.', extensions: { code: 'QUERY_NOT_IN_SAFELIST' } }]);
  });
});

describe('a client with free documents', () => {
  it('has introspection, of what clients may see', async () => {
    const { body, text } = await federation.ask(getIntrospectionQuery());
    expect(body.data?.['__schema']).toBeDefined();
    expect(text).toContain('ChildConnection');
    expect(text).not.toMatch(/Grant|join__|_entities|_service|requiresScopes/);
    expect(body).not.toHaveProperty('extensions');
  });

  it('is helped with a mistyped field', async () => {
    const { status, body } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { nam } }`);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ message: 'Cannot query field "nam" on type "Child". Did you mean "name"?', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });
});
