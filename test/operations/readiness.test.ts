import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseProbe } from '../../subgraphs/shared/database/probe.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { TcpProxy } from './support/tcp-proxy.js';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('savings');
});
afterAll(() => database.drop());

const through = (proxy: TcpProxy): string => {
  const url = new URL(database.appUrl);
  url.port = String(proxy.port);
  url.searchParams.delete('host');
  return url.href;
};

describe('whether the database answers', () => {
  it('is asked over one connection, however many ask', async () => {
    const proxy = await TcpProxy.to(Number(new URL(database.appUrl).port));
    const probe = new DatabaseProbe(through(proxy));
    const answers = await Promise.all(Array.from({ length: 50 }, () => probe.answers()));
    await probe.answers();
    expect([new Set(answers), proxy.made]).toEqual([new Set([true]), 1]);
    await probe.close();
    await expect.poll(() => proxy.open).toBe(0);
    await proxy.close();
  });

  it('is known within its time when the database hangs, holds no connection for it, and heals by itself', async () => {
    const proxy = await TcpProxy.to(Number(new URL(database.appUrl).port));
    const probe = new DatabaseProbe(through(proxy));
    expect(await probe.answers()).toBe(true);
    proxy.hanging = true;
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now();
      const answers = await Promise.all(Array.from({ length: 20 }, () => probe.answers()));
      expect(answers).not.toContain(true);
      expect(performance.now() - began).toBeLessThan(4_000);
      expect(proxy.open).toBeLessThanOrEqual(1);
    }
    proxy.hanging = false;
    expect(await probe.answers()).toBe(true);
    await probe.close();
    await proxy.close();
  });

  it('is no when nothing listens', async () => {
    const proxy = await TcpProxy.to(1);
    const probe = new DatabaseProbe(through(proxy));
    expect(await probe.answers()).toBe(false);
    await proxy.close();
    expect(await probe.answers()).toBe(false);
    await probe.close();
  });
});
