import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../../subgraphs/shared/clock.js';
import { DatabaseNonces } from '../../../subgraphs/shared/doors/database-nonces.js';
import { withClient } from '../../support/kept-connections.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

const START = Date.parse('2026-10-01T07:00:00Z');
let now = START;
const clock: Clock = { now: () => new Date(now) };
const expiry = (): number => now + 30_000;

let database: FreshDatabase;
let nonces: DatabaseNonces;
beforeAll(async () => {
  database = await freshDatabase('savings');
  nonces = new DatabaseNonces(database.appUrl, clock);
});
afterAll(async () => {
  await nonces.close();
  await database.drop();
});

const count = (): Promise<number> => withClient(database.appUrl, async (client) => (await client.query<{ count: number }>('select count(*)::int as count from door_nonce')).rows[0]?.count ?? -1);

describe('nonces in the database', () => {
  it('are taken once, at two instances that are asked in opposite orders at the same time', async () => {
    const other = new DatabaseNonces(database.appUrl, clock);
    for (let round = 0; round < 10; round += 1) {
      const given = Array.from({ length: 900 }, () => randomUUID());
      const [here, there] = await Promise.all([
        Promise.all(given.map((nonce) => nonces.take(nonce, expiry()))),
        Promise.all(given.toReversed().map((nonce) => other.take(nonce, expiry()))),
      ]);
      expect([...here, ...there].filter(Boolean)).toHaveLength(given.length);
    }
    await other.close();
  });

  it('take one connection, however many calls come together', async () => {
    const taken = Promise.all(Array.from({ length: 3_000 }, () => nonces.take(randomUUID(), expiry())));
    const connections = await withClient(database.adminUrl, async (client) =>
      (await client.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'balagraph-door'`)).rows[0]?.count);
    expect(new Set(await taken)).toEqual(new Set([true]));
    expect(connections).toBeLessThanOrEqual(1);
  });

  it('are forgotten some time after they could be used, and not before', async () => {
    const early = randomUUID();
    await nonces.take(early, expiry());
    now += 30_000 + 59_000;
    expect(await nonces.take(randomUUID(), expiry())).toBe(true);
    await expect.poll(count).toBeGreaterThan(9_000);
    expect(await nonces.take(early, expiry())).toBe(false);
    now += 12_000;
    await nonces.take(randomUUID(), expiry());
    await expect.poll(count).toBeLessThanOrEqual(2);
  });

  it('of a database that does not answer are neither new nor known', async () => {
    const lost = new DatabaseNonces('postgres://nobody:x@127.0.0.1:1/nothing', clock);
    await expect(lost.take(randomUUID(), expiry())).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await lost.close();
  });

  it('come back by themselves when their connection is cut', async () => {
    const cut = (): Promise<unknown> => withClient(database.adminUrl, (client) => client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'balagraph-door' and datname = current_database()`));
    const known = randomUUID();
    expect(await nonces.take(known, expiry())).toBe(true);
    await cut();
    await expect.poll(() => nonces.take(randomUUID(), expiry()).catch(() => false)).toBe(true);
    expect(await nonces.take(known, expiry())).toBe(false);
  });
});
