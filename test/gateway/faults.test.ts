import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answering, dripping, flooding, hanging, resetting, truncating } from './support/faults.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';
import type { Behaviour } from './support/subgraph.js';

const TIMEOUT_MS = 500;
const PROFILE = `{ child(iin: "${CHILD_ONE}") { name benefits { total } care { placement } schooling } }`;
const WHOLE = { child: { name: 'Aru', benefits: { total: '10.00' }, care: { placement: null }, schooling: 'No. 4' } };

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED, { timeoutMs: TIMEOUT_MS, responseLimitBytes: 256 * 1024 });
  // A first call at a leisurely pace: a cold process may need longer than this deadline.
  await federation.ask(PROFILE);
});
afterAll(() => federation.close());
afterEach(() => {
  for (const subgraph of Object.values(federation.subgraphs)) subgraph.behaviour = null;
});

const entities = (entity: unknown): unknown => ({ data: { _entities: [entity] } });

const FAULTS: [name: string, Behaviour][] = [
  ['hangs', hanging],
  ['drips', dripping],
  ['resets', resetting],
  ['cuts off', truncating],
  ['sends without end', flooding],
  ['answers 500 with HTML', answering('<html><h1>500</h1>at db.internal:5432</html>', 500)],
  ['answers 200 with HTML', answering('<html>login</html>')],
  ['redirects', (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
  ['answers 401', answering({ errors: [{ message: 'who are you', extensions: { code: 'UNAUTHENTICATED' } }] }, 401)],
  ['answers nothing', answering('')],
  ['answers null', answering('null')],
  ['answers a list', answering([])],
  ['answers without data', answering({})],
  ['answers data of a wrong type', answering({ data: 'x' })],
  ['answers errors of a wrong type', answering({ data: {}, errors: 'x' })],
  ['answers errors without messages', answering({ data: null, errors: [{}] })],
  ['answers no entities', answering({ data: {} })],
  ['answers an object for entities', answering({ data: { _entities: {} } })],
  ['answers too many entities', answering({ data: { _entities: [null, null] } })],
  ['answers a number for an entity', answering(entities(7))],
  ['answers an entity without the field', answering(entities({}))],
  ['answers a string for an object', answering(entities({ benefits: 'x' }))],
  ['answers an object without its fields', answering(entities({ benefits: {} }))],
  ['answers lists in lists', answering(`{"data":{"_entities":[{"benefits":${'['.repeat(50_000)}${']'.repeat(50_000)}}]}}`)],
];

describe('a programme that fails is named, and the rest is intact within the deadline', () => {
  it.each(FAULTS)('%s', async (_name, behaviour) => {
    federation.subgraph('benefits').behaviour = behaviour;
    const start = performance.now();
    const { status, body } = await federation.ask(PROFILE);
    expect(performance.now() - start).toBeLessThan(TIMEOUT_MS + 1_500);
    expect(status).toBe(200);
    expect(body.data).toEqual({ child: { ...WHOLE.child, benefits: null } });
    expect(body.errors).toMatchObject([{ path: ['child', 'benefits'], extensions: { code: 'UNAVAILABLE', programme: 'benefits' } }]);
    expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'UNAVAILABLE', 'foster-families': 'OK', schools: 'OK' });
    federation.subgraph('benefits').behaviour = null;
    expect((await federation.ask(PROFILE)).body.data).toEqual(WHOLE);
  });

  it('is down, and comes back without a restart of the gateway', async () => {
    await federation.subgraph('benefits').stop();
    const down = await federation.ask(PROFILE);
    expect(down.body.data).toEqual({ child: { ...WHOLE.child, benefits: null } });
    expect(down.body.extensions?.programmes).toMatchObject({ benefits: 'UNAVAILABLE', schools: 'OK' });
    await federation.subgraph('benefits').start();
    expect((await federation.ask(PROFILE)).body).toMatchObject({ data: WHOLE, extensions: { programmes: { benefits: 'OK' } } });
  });

  it('all but registry at once, side by side', async () => {
    for (const name of ['benefits', 'foster-families', 'schools']) federation.subgraph(name).behaviour = hanging;
    const start = performance.now();
    const { body } = await federation.ask(PROFILE);
    expect(performance.now() - start).toBeLessThan(2.8 * TIMEOUT_MS);
    expect(body.data).toEqual({ child: { name: 'Aru', benefits: null, care: null, schooling: null } });
    expect(body.errors).toHaveLength(3);
  });

  it('registry: its field is null, and who was never asked is not called fine', async () => {
    federation.subgraph('registry').behaviour = resetting;
    const { body } = await federation.ask(PROFILE);
    expect(body.data).toEqual({ child: null });
    expect(body.errors).toMatchObject([{ path: ['child'], extensions: { code: 'UNAVAILABLE', programme: 'registry' } }]);
    expect(body.extensions?.programmes).toEqual({ registry: 'UNAVAILABLE' });
  });

  it('a field of a wrong type is a failure of its own programme', async () => {
    federation.subgraph('benefits').behaviour = answering(entities({ benefits: { total: { sum: 1 } } }));
    const { body } = await federation.ask(PROFILE);
    expect(body.data).toEqual({ child: { ...WHOLE.child, benefits: { total: null } } });
    expect(body.errors).toMatchObject([{ path: ['child', 'benefits', 'total'], extensions: { code: 'UNAVAILABLE', programme: 'benefits' } }]);
  });

  it('a slow call does not hold up another request', async () => {
    federation.subgraph('benefits').behaviour = hanging;
    const slow = federation.ask(PROFILE);
    const quick = federation.ask('{ regions { name } }');
    expect(await Promise.race([slow.then(() => 'slow'), quick.then(() => 'quick')])).toBe('quick');
    await slow;
  });
});
