import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Federation } from '../gateway/support/federation.js';
import { hanging } from '../gateway/support/faults.js';
import { CHILD_ONE, GUARDED } from '../gateway/support/guarded.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});

interface Response {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly body: string;
}

/** Over a connection of this agent's. */
const get = (url: string, agent: Agent): Promise<Response> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { agent }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection, body }));
    });
    outgoing.on('error', reject).end();
  });

describe.each(['a subgraph', 'the gateway'])('%s that is told to stop', (kind) => {
  const start = async (operations: { drainDelayMs: number; drainLimitMs?: number }): Promise<{ url: string; stop: () => Promise<void> }> => {
    if (kind === 'the gateway') {
      const federation = await Federation.start(GUARDED, { operations, readiness: { firstPingMs: 10, pingMs: 1_000, patienceMs: 0 } });
      running.push(federation);
      return { url: federation.url, stop: () => federation.closeGateway() };
    }
    const subgraph: TestSubgraph = await startTestSubgraph('savings', { operations });
    return { url: subgraph.url, stop: () => subgraph.close() };
  };

  it('says at once that it is not ready, answers whoever still comes, and ends their connections', async () => {
    const { url, stop } = await start({ drainDelayMs: 400 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await get(`${url}/health/ready`, agent)).toMatchObject({ status: 200, connection: 'keep-alive' });
    const stopped = stop();
    const began = performance.now();
    expect(await get(`${url}/health/ready`, agent)).toMatchObject({ status: 503, connection: 'close', body: expect.stringContaining('draining') });
    while (performance.now() - began < 300) {
      expect(await get(`${url}/health/live`, agent)).toMatchObject({ status: 200, connection: 'close' });
      await delay(20);
    }
    await stopped;
    await expect(get(`${url}/health/live`, agent)).rejects.toThrow('ECONNREFUSED');
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('does not wait for a connection that is kept idle', async () => {
    const { url, stop } = await start({ drainDelayMs: 0 });
    await get(`${url}/health/live`, new Agent({ keepAlive: true }));
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

describe('requests under way', () => {
  const QUERY = `{ child(iin: "${CHILD_ONE}") { name benefits { total } } }`;

  it('are answered', async () => {
    const federation = await Federation.start(GUARDED, { timeoutMs: 400 });
    running.push(federation);
    federation.subgraph('benefits').behaviour = hanging;
    const underWay = federation.ask(QUERY);
    await expect.poll(() => federation.subgraph('registry').calls.length).toBe(1);
    await federation.closeGateway();
    expect(await underWay).toMatchObject({ status: 200, body: { data: { child: { name: 'Aru' } } } });
  });

  it('are cut off when the limit is over', async () => {
    const federation = await Federation.start(GUARDED, { timeoutMs: 10_000, operations: { drainDelayMs: 100, drainLimitMs: 400 } });
    running.push(federation);
    federation.subgraph('benefits').behaviour = hanging;
    const underWay = federation.ask(QUERY).then(() => 'answered', () => 'cut off');
    await expect.poll(() => federation.subgraph('registry').calls.length).toBe(1);
    const began = performance.now();
    await federation.closeGateway();
    expect(await underWay).toBe('cut off');
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
