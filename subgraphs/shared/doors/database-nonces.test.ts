import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { setImmediate as settled } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import type { Clock } from '../clock.js';
import { DatabaseNonces } from './database-nonces.js';

const START = Date.parse('2026-11-22T06:00:00Z');
let now: number;
const clock: Clock = { now: () => new Date(now) };
const expiry = (): number => now + 30_000;

interface Statement {
  readonly kind: string;
  readonly values: readonly unknown[];
}

/** What was sent, by a stand-in for the server that remembers nonces as the table does; tests of the statements have a real one. */
const sent: Statement[] = [];
const broken = new Map<string, Error>();
const taken = new Set<string>();

/** A statement as `pg` takes it, prepared under a name or not. */
type Query = string | { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

async function answer(query: Query, given: readonly unknown[] = []): Promise<{ rows: { nonce: string }[] }> {
  const { text, values } = typeof query === 'string' ? { text: query, values: given } : query;
  const kind = text.trim().split(' ', 1)[0] ?? '';
  sent.push({ kind, values });
  await Promise.resolve();
  const error = broken.get(kind);
  if (error !== undefined) throw error;
  const asked = kind === 'insert' ? (values[0] as string[]) : [];
  return { rows: asked.filter((nonce) => taken.size < taken.add(nonce).size).map((nonce) => ({ nonce })) };
}

let query: MockInstance<typeof answer>;
let nonces: DatabaseNonces;
beforeEach(() => {
  now = START;
  broken.clear();
  sent.length = 0;
  query = (vi.spyOn(Pool.prototype, 'query') as unknown as MockInstance<typeof answer>).mockImplementation(answer);
  nonces = new DatabaseNonces('postgres://nobody@127.0.0.1:1/nothing', clock);
});
afterEach(async () => {
  await nonces.close();
  query.mockRestore();
});

const pool = (): unknown => query.mock.contexts[0];
const batches = (): number[] => sent.filter(({ kind }) => kind === 'insert').map(({ values }) => (values[0] as string[]).length);

/** They come after the answer. */
async function sweeps(): Promise<unknown[]> {
  await settled();
  return sent.filter(({ kind }) => kind === 'delete').map(({ values }) => values[0]);
}

describe('nonces', () => {
  it('are taken by the first who comes with them, also of those who come together', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    expect(await Promise.all([nonces.take(one, expiry()), nonces.take(other, expiry() + 1), nonces.take(one, expiry())])).toEqual([true, true, false]);
    expect(await nonces.take(other, expiry())).toBe(false);
    expect(sent[1]?.values).toEqual([[other, one], [expiry() + 1, expiry()]]);
  });

  it('that come while others are written are written together, a thousand at the most, on one connection', async () => {
    await Promise.all(Array.from({ length: 2_002 }, () => nonces.take(randomUUID(), expiry())));
    expect(batches()).toEqual([1, 1_000, 1_000, 1]);
    expect(pool()).toMatchObject({ options: { max: 1, application_name: 'balagraph-door', connectionTimeoutMillis: 1_500, query_timeout: 1_500 } });
  });

  it('of a database that does not answer are neither new nor known, and can be told again when it does', async () => {
    const cause = new Error('connection terminated');
    broken.set('insert', cause);
    const refused = expect.objectContaining({ message: 'This part of the graph cannot be reached at the moment.', cause, extensions: { code: 'UNAVAILABLE' } }) as unknown;
    const outcomes = await Promise.allSettled([nonces.take(randomUUID(), expiry()), nonces.take(randomUUID(), expiry()), nonces.take(randomUUID(), expiry())]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([refused, refused, refused]);
    expect(batches()).toEqual([1, 2]);
    broken.clear();
    expect(await nonces.take(randomUUID(), expiry())).toBe(true);
  });

  it('outlive an idle connection that is cut', async () => {
    await nonces.take(randomUUID(), expiry());
    expect(() => (pool() as EventEmitter).emit('error', new Error('cut'))).not.toThrow();
  });

  it('take no connection any more once they are closed', async () => {
    await nonces.take(randomUUID(), expiry());
    await nonces.close();
    expect(pool()).toMatchObject({ ended: true });
    nonces = new DatabaseNonces('postgres://nobody@127.0.0.1:1/nothing', clock);
  });

  it('are swept every ten seconds, a minute after they could be used', async () => {
    await nonces.take(randomUUID(), expiry());
    now += 9_999;
    await nonces.take(randomUUID(), expiry());
    expect(await sweeps()).toEqual([]);
    now += 1;
    await nonces.take(randomUUID(), expiry());
    expect(await sweeps()).toEqual([now - 60_000]);
    await nonces.take(randomUUID(), expiry());
    expect(await sweeps()).toHaveLength(1);
  });

  it('that could not be swept are left to the next sweep', async () => {
    broken.set('delete', new Error('deadlock'));
    now += 10_000;
    await nonces.take(randomUUID(), expiry());
    expect(await sweeps()).toHaveLength(1);
    broken.clear();
    now += 10_000;
    expect(await nonces.take(randomUUID(), expiry())).toBe(true);
    expect(await sweeps()).toHaveLength(2);
  });
});
