import { renameSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { Vetting } from '../../gateway/vetting/vetting.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { startBuiltGateway } from './support/built-gateway.js';
import { compose, Federation, type Reply } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';
import type { Behaviour } from './support/subgraph.js';

const POLL_MS = 20;
const PROFILE = `{ child(iin: "${CHILD_ONE}") { name benefits { total } schooling } }`;
const WHOLE = { child: { name: 'Aru', benefits: { total: '10.00' }, schooling: 'No. 4' } };
const POPULATION = '{ statistics { population } }';

const FULL = compose(GUARDED);
/** The graph without one field, which the subgraphs go on serving. */
const SMALLER = compose(GUARDED.map((source) => ({ ...source, typeDefs: source.typeDefs.replace('population: Int @authenticated', 'other: Int @authenticated') })));
const WITHOUT_SCHOOLS = compose(GUARDED.filter(({ name }) => name !== 'schools'));
const ANOTHER = FULL.replace('enum join__Graph', '# the third\nenum join__Graph');

const metrics = createMetrics('test');
let federation: Federation;

beforeAll(async () => {
  federation = await Federation.start(GUARDED, { supergraphPollMs: POLL_MS, timeoutMs: 20_000, metrics });
});
afterAll(() => federation.close());
beforeEach(async () => {
  for (const subgraph of Object.values(federation.subgraphs)) Object.assign(subgraph, { behaviour: null, calls: [] });
  put(FULL);
  await federation.reload();
  metrics.resetMetrics();
});

/** As a deployment does: the file is whole when it is there. */
function put(sdl: string): void {
  writeFileSync(`${federation.supergraph}.new`, sdl);
  renameSync(`${federation.supergraph}.new`, federation.supergraph);
}

const hash = async (): Promise<string> => ((await (await fetch(`${federation.url}/health/ready`)).json()) as { supergraph: string }).supergraph;
const outcomes = async (): Promise<Record<string, number>> => {
  const { values } = await metrics.getSingleMetric('balagraph_supergraph_reloads_total')?.get() ?? { values: [] };
  return Object.fromEntries(values.map(({ labels, value }) => [labels['outcome'], value]));
};
const population = async (): Promise<number> => (await federation.ask(POPULATION)).status;
const PATIENCE = { timeout: 30_000, interval: 20 };

/** Asks without a pause, by several at once, until told to stop. */
function load(): { stop(): Promise<Reply[]> } {
  const stopped = new AbortController();
  const ask = async (): Promise<Reply[]> => {
    const replies: Reply[] = [];
    while (!stopped.signal.aborted) replies.push(await federation.ask(PROFILE));
    return replies;
  };
  const askers = Array.from({ length: 4 }, ask);
  return {
    stop: async () => {
      stopped.abort();
      return (await Promise.all(askers)).flat();
    },
  };
}

it('fields go and come while requests are answered, and not one of these fails', async () => {
  const under = load();
  expect(await population()).toBe(200);
  put(SMALLER);
  await expect.poll(population, PATIENCE).toBe(400);
  put(FULL);
  await expect.poll(population, PATIENCE).toBe(200);
  put(SMALLER);
  await expect.poll(population, PATIENCE).toBe(400);
  const replies = await under.stop();
  expect(replies.length).toBeGreaterThan(10);
  for (const { status, body } of replies) expect([status, body.data, body.errors]).toEqual([200, WHOLE, undefined]);
  expect(await outcomes()).toEqual({ swapped: 3 });
});

it('a request ends on the supergraph that it began on, whose subgraph is gone meanwhile', async () => {
  const held: (() => void)[] = [];
  const holding: Behaviour = (_request, response) => void held.push(() => void response.setHeader('content-type', 'application/json').end('{"data":{"_entities":[{"schooling":"No. 7"}]}}'));
  federation.subgraph('schools').behaviour = holding;
  const [before, underWay] = [await hash(), federation.ask(PROFILE)];
  await expect.poll(() => held.length, PATIENCE).toBe(1);
  put(WITHOUT_SCHOOLS);
  await expect.poll(hash, PATIENCE).not.toBe(before);
  expect((await federation.ask(PROFILE)).status).toBe(400);
  for (const release of held) release();
  expect((await underWay).body).toMatchObject({ data: { child: { ...WHOLE.child, schooling: 'No. 7' } } });
});

const BAD: readonly [name: string, sdl: string][] = [
  ['half a file', FULL.slice(0, 2_000)],
  ['no SDL', '{"not": "a supergraph"}'],
  ['nothing', ''],
  ['a schema that is no supergraph', 'type Query { a: Int }'],
  ['a rule that is not enforced here', FULL.replace('schema\n', 'schema\n  @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)\n')],
  ['a subgraph without a key', FULL.replace('name: "schools"', 'name: "savings"')],
  ['a subgraph that nobody knows', FULL.replace('name: "schools"', 'name: "casino"')],
];

it('what cannot be served is refused once, and a good one goes in afterwards', async () => {
  const [before, under] = [await hash(), load()];
  for (const [index, [name, bad]] of BAD.entries()) {
    put(bad);
    await expect.poll(outcomes, PATIENCE).toEqual({ refused: index + 1 });
    expect([name, await hash(), await population()]).toEqual([name, before, 200]);
  }
  await delay(10 * POLL_MS);
  expect(await outcomes()).toEqual({ refused: BAD.length });
  put(ANOTHER);
  await expect.poll(hash, PATIENCE).not.toBe(before);
  const replies = await under.stop();
  for (const { status, body } of replies) expect([status, body.data]).toEqual([200, WHOLE]);
  expect(await outcomes()).toEqual({ refused: BAD.length, swapped: 1 });
});

it('a file that is written slowly is not looked at before it is whole', async () => {
  const before = await hash();
  for (let length = 1_000; length < SMALLER.length; length += 4_000) {
    writeFileSync(federation.supergraph, SMALLER.slice(0, length));
    await delay(POLL_MS);
  }
  writeFileSync(federation.supergraph, SMALLER);
  await expect.poll(hash, PATIENCE).not.toBe(before);
  expect(await outcomes()).toEqual({ swapped: 1 });
});

it('users find the operations that were in use planned already, each for whom it was planned', async () => {
  const CONDITIONAL = `query Named($all: Boolean!) { child(iin: "${CHILD_ONE}") { name benefits @include(if: $all) { total } } }`;
  const askAll = async (): Promise<unknown[]> => [
    (await federation.ask(PROFILE)).body,
    (await federation.ask('{ regions { name } }', { claims: null })).body,
    (await federation.ask(PROFILE, { claims: { scope: 'identity' } })).body.data,
    (await federation.ask(CONDITIONAL, { variables: { all: true } })).body,
    (await federation.ask(CONDITIONAL, { variables: { all: false }, operationName: 'Named' })).body,
  ];
  const [answers, before] = [await askAll(), await hash()];
  await federation.ask(POPULATION);
  const plan = vi.spyOn(Vetting.prototype, 'plan');
  onTestFinished(() => plan.mockRestore());
  put(SMALLER);
  await expect.poll(hash, PATIENCE).not.toBe(before);
  await expect.poll(() => plan.mock.calls.length, PATIENCE).toBe(5);
  expect(await askAll()).toEqual(answers);
  expect(plan).toHaveBeenCalledTimes(5);
  expect(await population()).toBe(400);
});

it('connections to subgraphs outlive a reload, but not a subgraph that is gone', async () => {
  await federation.ask(PROFILE);
  const portsOf = (name: string): (number | undefined)[] => federation.subgraph(name).calls.map(({ port }) => port);
  put(WITHOUT_SCHOOLS);
  await expect.poll(async () => (await federation.ask(PROFILE)).status, PATIENCE).toBe(400);
  await federation.ask(`{ child(iin: "${CHILD_ONE}") { name } }`);
  expect(new Set(portsOf('registry')).size).toBe(1);
  await expect.poll(() => federation.subgraph('schools').connections(), PATIENCE).toBe(0);
  const { subgraphs } = (await (await fetch(`${federation.url}/health/ready`)).json()) as { subgraphs: object };
  expect(Object.keys(subgraphs).sort()).toEqual(['benefits', 'foster-families', 'registry']);
  put(FULL);
  await expect.poll(async () => (await federation.ask(PROFILE)).body.data, PATIENCE).toEqual(WHOLE);
});

it('without looking by itself it looks when told to', async () => {
  const [quiet, watching] = [await Federation.start(GUARDED), federation];
  federation = quiet;
  try {
    const before = await hash();
    put(SMALLER);
    await delay(100);
    expect(await hash()).toBe(before);
    await quiet.reload();
    expect(await hash()).not.toBe(before);
  } finally {
    federation = watching;
    await quiet.close();
  }
});

it('the built process looks on SIGHUP, and says in one line what became of it', async () => {
  const built = await startBuiltGateway(federation, { SUPERGRAPH_POLL_MS: '0' });
  const said = (): unknown[] => built.lines().filter(({ supergraph }) => supergraph !== undefined).map(({ msg, reason }) => reason ?? msg);
  const status = async (): Promise<number> => (await federation.ask(POPULATION, { url: built.url })).status;
  const offer = async (sdl: string): Promise<void> => {
    const before = said().length;
    put(sdl);
    built.signal('SIGHUP');
    await expect.poll(() => said().length, PATIENCE).toBe(before + 1);
  };
  await offer(SMALLER);
  expect(await status()).toBe(400);
  await offer('type Query');
  await offer('type Query');
  expect(await status()).toBe(400);
  await offer(FULL);
  expect(await status()).toBe(200);
  expect(await built.stop()).toBe(0);
  const [swapped, refused] = ['a new supergraph is served', 'Invalid supergraph: must be a core schema'];
  expect(said()).toEqual([swapped, refused, refused, swapped]);
});
