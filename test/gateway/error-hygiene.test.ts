import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answering } from './support/faults.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());
afterEach(() => {
  federation.subgraph('benefits').behaviour = null;
});

const SECRETS = [
  `no such child ${CHILD_ONE}`,
  'duplicate key value violates unique constraint "child_iin_key" select iin from child where iin = 1',
  'insert into award (iin) values ($1)',
  'connect ECONNREFUSED http://benefits.internal:4002/graphql',
  'TypeError: x is undefined\n    at resolve (/srv/subgraphs/benefits/resolver.js:12:5)',
  'oops at resolve (/srv/subgraphs/benefits/resolver.js:12:5)',
  `too long ${'x'.repeat(400)}`,
];
const CODES = ['BAD_USER_INPUT', 'ROLE_NOT_ALLOWED', 'WITHHELD', 'UNAVAILABLE', 'SCOPE_MISSING', 'INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'DOOR_REFUSED', 'ER_DUP_ENTRY', undefined];
const LEAKS = [CHILD_ONE, 'select', 'insert', 'constraint', 'internal:', 'http:', 'resolve', '.js', '   at ', 'xxxxx', 'stack', 'secret'];

describe('what a subgraph says in an error', () => {
  it.each(CODES)('code %s', async (code) => {
    for (const message of SECRETS) {
      const extensions = { code, field: message, stacktrace: [message], exception: { sql: message }, serviceName: 'secret', allowed: message };
      federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ benefits: null }] }, errors: [{ message, path: ['_entities', 0, 'benefits'], extensions }] });
      const { status, text, body } = await federation.ask('query ($iin: IIN!) { child(iin: $iin) { name benefits { total } } }', { variables: { iin: CHILD_ONE } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ data: { child: { name: 'Aru', benefits: null } }, errors: [{ path: ['child', 'benefits'], extensions: { programme: 'benefits' } }] });
      expect(LEAKS.filter((leak) => text.includes(leak))).toEqual([]);
    }
  });

  it('the reason of a WITHHELD is always the same', async () => {
    const { body } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { benefits { denied } } }`);
    expect(body.errors).toMatchObject([{ message: 'No record is available to you under this key.', path: ['child', 'benefits', 'denied'], extensions: { code: 'WITHHELD', programme: 'benefits' } }]);
  });

  it('a well-worded refusal of input passes', async () => {
    const message = 'first: at most 100 at a time.';
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ benefits: null }] }, errors: [{ message, path: ['_entities', 0, 'benefits'], extensions: { code: 'BAD_USER_INPUT', field: 'first' } }] });
    const { body } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { benefits { total } } }`);
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', field: 'first', programme: 'benefits' } }]);
    expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'OK' });
  });

  it.each([
    ['without a path', undefined],
    ['with a path to nowhere', ['nowhere', CHILD_ONE]],
    ['for the whole call', ['_entities']],
    ['for the entity', ['_entities', 0]],
    ['for an entity that was not asked for', ['_entities', 17, 'benefits']],
    ['with a path of a wrong type', [{}]],
  ])('an error %s explains what is missing', async (_name, path) => {
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [null] }, errors: [{ message: 'x', ...(path === undefined ? {} : { path }), extensions: { code: 'WITHHELD' } }] });
    const { body, text } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { name benefits { total } } }`);
    expect(body.data).toEqual({ child: { name: 'Aru', benefits: null } });
    expect(body.errors).toMatchObject([{ path: ['child', 'benefits'], extensions: { code: 'WITHHELD', programme: 'benefits' } }]);
    expect(text).not.toContain(CHILD_ONE);
  });
});

it('an error that explains no null is told without a place', async () => {
  for (const path of [undefined, ['_entities', 0], ['_entities', 0, 'benefits', 'total']]) {
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ benefits: { total: '1' } }] }, errors: [{ message: CHILD_ONE, path }] });
    const { body, text } = await federation.ask('query ($iin: IIN!) { child(iin: $iin) { benefits { total } } }', { variables: { iin: CHILD_ONE } });
    expect(body.data).toEqual({ child: { benefits: { total: '1' } } });
    expect(body.errors).toEqual([{ message: 'Internal error.', extensions: { code: 'INTERNAL_SERVER_ERROR', programme: 'benefits', correlationId: expect.any(String) } }]);
    expect(body.extensions?.programmes).toMatchObject({ benefits: 'PARTIAL' });
    expect(text).not.toContain(CHILD_ONE);
  }
});

describe('every error has a code and a correlation id', () => {
  const child = `{ child(iin: "${CHILD_ONE}") { nope } }`;
  it.each([
    ['no JSON', '{', 400, 'BAD_REQUEST'],
    ['no query', '{}', 400, 'BAD_REQUEST'],
    ['a list of queries', '[{"query":"{ __typename }"}]', 400, 'BAD_REQUEST'],
    ['a syntax error', JSON.stringify({ query: '{ child(' }), 400, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', JSON.stringify({ query: child }), 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown operation', JSON.stringify({ query: 'query A { __typename }', operationName: 'B' }), 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['too many tokens', JSON.stringify({ query: `{ ${'a '.repeat(10_001)} }` }), 400, 'LIMIT_EXCEEDED'],
    ['too many selections', JSON.stringify({ query: `{ ${Array.from({ length: 301 }, (_, i) => `a${i}: __typename`).join(' ')} }` }), 400, 'LIMIT_EXCEEDED'],
    ['a hash instead of a query', JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }), 200, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a hash of another query', JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }), 400, 'PERSISTED_QUERY_HASH_MISMATCH'],
    ['another version of that protocol', JSON.stringify({ extensions: { persistedQuery: { version: 2, sha256Hash: 'x' } } }), 400, 'BAD_REQUEST'],
    ['a hash that is no text', JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: 1, sha256Hash: {} } } }), 400, 'BAD_REQUEST'],
    ['persisted queries of no kind', JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: 'x' } }), 400, 'BAD_REQUEST'],
    ['a prototype in the variables', '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}', 400, 'BAD_REQUEST'],
  ])('%s', async (_name, body, status, code) => {
    const reply = await federation.post(body);
    expect(reply.status).toBe(status);
    expect(reply.body.errors?.[0]?.extensions).toMatchObject({ code, correlationId: reply.headers.get('x-correlation-id') });
    expect(reply.text).not.toMatch(/stack|node_modules|\.js/);
  });

  it('a body over 1 MiB', async () => {
    const reply = await federation.post(JSON.stringify({ query: '#'.repeat(1024 * 1024) }));
    expect(reply).toMatchObject({ status: 413, body: { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] } });
  });

  it.each(['GET', 'PUT', 'DELETE'])('%s', async (method) => {
    const response = await fetch(`${federation.url}/graphql?query={__typename}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('a form', async () => {
    const response = await fetch(`${federation.url}/graphql`, { method: 'POST', body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(response.status).toBe(415);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});
