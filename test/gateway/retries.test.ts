import { afterEach, beforeEach, expect, it } from 'vitest';
import { ENVELOPE_HEADER, type Envelope } from '../../subgraphs/shared/doors/envelope.js';
import { FAMILY, IINS } from './support/family.js';
import { Federation } from './support/federation.js';

const CHILD = IINS[0] ?? '';
const READ = `{ child(iin: "${CHILD}") { name benefits { total { amount } } } }`;
const WRITE = 'mutation { countBenefits }';

let federation: Federation;
/** What reached benefits while it resets: the nonce, and the caller's port. */
let seen: { nonce: string; port: number | undefined }[] = [];

beforeEach(async () => {
  seen = [];
  // No pings in between: they would open connections of their own.
  federation = await Federation.start(FAMILY, { readiness: { firstPingMs: 60_000, pingMs: 60_000, patienceMs: 0 } });
  await federation.ask(READ);
});
afterEach(() => federation.close());

/** Closes the connection instead of answering; `times` of them, then answers again. */
function resetting(times: number): void {
  const benefits = federation.subgraph('benefits');
  benefits.behaviour = (request) => {
    const envelope = JSON.parse(Buffer.from(String(request.headers[ENVELOPE_HEADER]), 'base64url').toString()) as Envelope;
    seen.push({ nonce: envelope.nonce, port: request.socket.remotePort });
    if (seen.length >= times) benefits.behaviour = null;
    request.socket.resetAndDestroy();
  };
}

it('a read whose kept connection was closed is sent once more, over a new connection and under a new nonce', async () => {
  resetting(1);
  const before = federation.subgraph('benefits').calls.length;
  const { body } = await federation.ask(READ);
  expect(body).toMatchObject({ data: { child: { benefits: { total: { amount: '10.00' } } } }, extensions: { programmes: { benefits: 'OK' } } });
  const calls = federation.subgraph('benefits').calls.slice(before);
  expect([seen.length, calls.length]).toEqual([1, 1]);
  expect(calls[0]?.envelope.nonce).not.toBe(seen[0]?.nonce);
  expect(calls[0]?.headers.connection).toBe('close');
});

it('and not a third time', async () => {
  resetting(99);
  const { body } = await federation.ask(READ);
  expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'UNAVAILABLE' });
  expect(seen.map(({ nonce }) => nonce)).toHaveLength(2);
});

it('a reset of a new connection is no accident: whoever got the request may have died of it', async () => {
  resetting(99);
  await federation.ask(READ);
  seen = [];
  await federation.ask(READ);
  expect(seen).toHaveLength(1);
});

it('a mutation is never sent twice, and meets no connection that was kept', async () => {
  const warm = await federation.ask(READ);
  expect(warm.status).toBe(200);
  resetting(99);
  const { body } = await federation.ask(WRITE);
  expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', programme: 'benefits' } }]);
  expect(seen).toHaveLength(1);
});

it('a mutation goes over a connection of its own', async () => {
  await federation.ask(WRITE);
  const [call] = federation.subgraph('benefits').calls.slice(-1);
  expect([call?.body.query.startsWith('mutation'), call?.headers.connection]).toEqual([true, 'close']);
});

it('who refuses connections is asked again at once, and named', async () => {
  await federation.subgraph('benefits').stop();
  const { body } = await federation.ask(READ);
  expect(body).toMatchObject({ data: { child: { benefits: null } }, extensions: { programmes: { registry: 'OK', benefits: 'UNAVAILABLE' } } });
  await federation.subgraph('benefits').start();
  expect((await federation.ask(READ)).body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'OK' });
});
