import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readGatewayEnvironment, type GatewayEnvironment } from '../../gateway/environment.js';
import { startGateway } from '../../gateway/server.js';
import { EnvironmentError } from '../../subgraphs/shared/environment.js';
import { hanging } from './support/faults.js';
import { compose, Federation } from './support/federation.js';
import { GUARDED, CHILD_ONE } from './support/guarded.js';

const running: Federation[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((federation) => federation.close()));
});

const start = async (...given: Parameters<typeof Federation.start>): Promise<Federation> => {
  const federation = await Federation.start(...given);
  running.push(federation);
  return federation;
};
const ready = async (federation: Federation): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${federation.url}/health/ready`);
  const { supergraph, ...body } = (await response.json()) as Record<string, unknown>;
  expect(supergraph).toMatch(/^[0-9a-f]{12}$/);
  return { status: response.status, body };
};

const ALL = { registry: 'ready', benefits: 'ready', 'foster-families': 'ready', schools: 'ready' };

describe('health', () => {
  it('is ready when every subgraph has been, and remembers each one\'s last state', async () => {
    const federation = await start(GUARDED, { readiness: { firstPingMs: 20, pingMs: 30, patienceMs: 60_000 } });
    await expect.poll(() => ready(federation)).toEqual({ status: 200, body: { status: 'ready', subgraphs: ALL } });
    expect(await (await fetch(`${federation.url}/health/live`)).json()).toEqual({ status: 'live' });
    await federation.subgraph('benefits').stop();
    await expect.poll(() => ready(federation)).toEqual({ status: 200, body: { status: 'ready', subgraphs: { ...ALL, benefits: 'unavailable' } } });
  });

  it('waits for a subgraph that is missing at its start, but not for ever', async () => {
    const federation = await start(GUARDED, { timeoutMs: 100, missing: ['benefits'], readiness: { firstPingMs: 20, pingMs: 30, patienceMs: 400 } });
    expect((await ready(federation)).status).toBe(503);
    await expect.poll(() => ready(federation)).toEqual({ status: 200, body: { status: 'ready', subgraphs: { ...ALL, benefits: 'unavailable' } } });
  });

  it('lets requests under way finish when it closes', async () => {
    const federation = await start(GUARDED, { timeoutMs: 300 });
    federation.subgraph('benefits').behaviour = hanging;
    const underWay = federation.ask(`{ child(iin: "${CHILD_ONE}") { name benefits { total } } }`);
    await expect.poll(() => federation.subgraph('registry').calls.length).toBe(1);
    await Promise.all([federation.closeGateway(), expect(underWay).resolves.toMatchObject({ status: 200, body: { data: { child: { name: 'Aru' } } } })]);
    await expect(fetch(`${federation.url}/health/live`)).rejects.toThrow('fetch failed');
  });
});

describe('what stops the start, in one line', () => {
  const KEY = 'a'.repeat(64);
  const KEYS = Object.fromEntries(['REGISTRY', 'BENEFITS', 'SAVINGS', 'FOSTER_FAMILIES', 'SCHOOLS', 'AUDIT'].map((name) => [`SUBGRAPH_${name}_KEY`, KEY]));
  const environment = (sdl: string): GatewayEnvironment => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'gateway-test-')), 'supergraph.graphql');
    writeFileSync(file, sdl);
    return readGatewayEnvironment({ ...KEYS, DATABASE_URL: 'postgresql://127.0.0.1:1/none', LEDGER_KEY: KEY, OIDC_ISSUER: 'http://127.0.0.1:1', SUPERGRAPH: file, PORT: '0', LOG_LEVEL: 'silent' });
  };
  const failure = (given: GatewayEnvironment): Promise<unknown> => startGateway(given).then((gateway) => gateway.close(), (error: unknown) => error);
  const SDL = compose(GUARDED);

  it.each([
    ['a rule that is not enforced here', SDL.replace('schema\n', 'schema\n  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)\n'), 'policy'],
    ['a rule under another name', SDL.replace('authenticated/v0.1"', 'authenticated/v0.1", as: "auth"'), 'its own name only'],
    ['a subgraph that nobody knows', SDL.replaceAll('name: "schools"', 'name: "casino"'), 'casino'],
    ['a name that the plan uses', SDL.replaceAll('schooling', 'as__schooling'), 'as__ is reserved'],
    ['a @requires with arguments', SDL.replace('requires: "grant', 'requires: "tags(a: 1) grant'), '@requires with arguments'],
  ])('%s', async (_name, sdl, words) => {
    const error = await failure(environment(sdl));
    expect(error).toBeInstanceOf(EnvironmentError);
    expect((error as Error).message).toContain(words);
  });

  it('no supergraph', async () => {
    expect(await failure({ ...environment(SDL), supergraph: '/nowhere.graphql' })).toMatchObject({ message: 'SUPERGRAPH: /nowhere.graphql cannot be read.' });
  });

  it('a subgraph without a key', async () => {
    expect(await failure({ ...environment(SDL), subgraphs: {} })).toMatchObject({ message: expect.stringMatching(/^SUBGRAPH_[A-Z_]+_KEY must be set/) });
  });

  it('a port that is taken', async () => {
    const federation = await start(GUARDED);
    expect(await failure({ ...environment(SDL), port: Number(new URL(federation.url).port) })).toMatchObject({ code: 'EADDRINUSE' });
  });
});
