import { parse } from 'graphql';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadGraph } from '../../gateway/schema/graph.js';
import { Condemned } from '../../gateway/vetting/condemned.js';
import { THREAD_SETTINGS, Threads, type ThreadSettings } from '../../gateway/vetting/threads.js';
import { vettedDocuments } from '../../gateway/vetting/vetted-path.js';
import { Vetting } from '../../gateway/vetting/vetting.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { bomb, EXPLOSIVE, LONG_PLAN } from './support/explosive.js';
import { compose, Federation, type Reply } from './support/federation.js';

const SDL = compose(EXPLOSIVE);
const SILENT = pino({ level: 'silent' }) as never;
const LONG = { ...THREAD_SETTINGS, limitMs: 60_000, patienceMs: 60_000 };

/** Threads that no test takes its time or memory from. */
let calm: Threads;
beforeAll(async () => {
  calm = new Threads(SDL, SILENT, LONG);
  await calm.start();
});
afterAll(() => calm.close());

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

async function gateway(threads: ThreadSettings): Promise<Federation> {
  const federation = await Federation.start(EXPLOSIVE, { threads, metrics: createMetrics('gateway') });
  closing.push(federation);
  return federation;
}

async function threadsWith(settings: ThreadSettings): Promise<Threads> {
  const threads = new Threads(SDL, SILENT, settings);
  closing.push(threads);
  await threads.start();
  return threads;
}

const codeOf = ({ status, body }: Reply): unknown => [status, body.errors?.map(({ extensions: { code } }) => code)];
const plan = (text: string) => ({ kind: 'plan', text, operationName: null }) as const;

describe('a document that takes a thread too long', () => {
  it('is refused and remembered, and everybody else is answered', async () => {
    const federation = await gateway({ ...THREAD_SETTINGS, patienceMs: 60_000 });
    const known = 'query ($of: Int) { known(of: $of) }';
    expect((await federation.ask(known)).body.data).toEqual({ known: 1 });
    const performed = vi.spyOn(Threads.prototype, 'perform');

    const order: string[] = [];
    const refused = federation.ask(bomb()).finally(() => order.push('bomb'));
    // A known document is answered while the thread works.
    expect((await federation.ask(known, { variables: { of: 2 } })).body.data).toEqual({ known: 1 });
    order.push('known');
    expect(codeOf(await refused)).toEqual([400, ['DOCUMENT_TOO_COSTLY']]);
    expect(order).toEqual(['known', 'bomb']);

    const asked = performed.mock.calls.length;
    expect(codeOf(await federation.ask(bomb()))).toEqual([400, ['DOCUMENT_TOO_COSTLY']]);
    expect(codeOf(await federation.ask(bomb(), { claims: null }))).toEqual([400, ['DOCUMENT_TOO_COSTLY']]);
    expect(performed.mock.calls.length).toBe(asked);
    expect((await federation.ask('{ other }')).body.data).toEqual({ other: 2 });
  });

  it('does not keep a gateway from stopping', async () => {
    const federation = await gateway({ ...THREAD_SETTINGS, limitMs: 200 });
    const performed = vi.spyOn(Threads.prototype, 'perform');
    const refused = federation.ask(bomb());
    await vi.waitUntil(() => performed.mock.calls.some(([{ kind }]) => kind === 'plan'), { timeout: 30_000 });
    await federation.closeGateway();
    expect(codeOf(await refused)).toEqual([400, ['DOCUMENT_TOO_COSTLY']]);
  });

  it('costs others no more than a wait, however many come', async () => {
    const federation = await gateway({ ...THREAD_SETTINGS, patienceMs: 60_000 });
    const bombs = ['a', 'b'].map((name) => federation.ask(bomb(name)));
    const others = ['e', 'f'].map((name) => federation.ask(`{ ${name}: other }`));
    expect((await Promise.all(bombs)).map(codeOf)).toEqual(bombs.map(() => [400, ['DOCUMENT_TOO_COSTLY']]));
    expect((await Promise.all(others)).map(({ body }) => Object.values(body.data ?? {}))).toEqual([[2], [2]]);
  });

  it('is forgotten after a while: the machine may have stood still', () => {
    const condemned = new Condemned();
    vi.spyOn(performance, 'now').mockReturnValue(1_000);
    condemned.add('a');
    expect([condemned.has('a'), condemned.has('b')]).toEqual([true, false]);
    vi.spyOn(performance, 'now').mockReturnValue(1_000 + 11 * 60_000);
    expect(condemned.has('a')).toBe(false);
  });
});

it('a document with a plan that would take long to work with is refused and remembered', async () => {
  const vetting = new Vetting(calm);
  for (let again = 0; again < 2; again += 1) await expect(vetting.plan(parse(LONG_PLAN), null, 'h')).rejects.toMatchObject({ extensions: { code: 'DOCUMENT_TOO_COSTLY' } });
});

it('a document that takes all memory is refused likewise', async () => {
  const federation = await gateway({ ...LONG, heapMb: 56 });
  expect(codeOf(await federation.ask(bomb()))).toEqual([400, ['DOCUMENT_TOO_COSTLY']]);
  expect((await federation.ask('{ other }')).body.data).toEqual({ other: 2 });
});

describe('when too many new documents come', () => {
  it('whoever is over hears so at once, and may come again', async () => {
    const federation = await gateway({ ...THREAD_SETTINGS, limitMs: 300, patienceMs: 60_000, waiting: [1, 1] });
    const replies = await Promise.all(['a', 'b', 'c', 'd'].map((name) => federation.ask(`{ ${name}: other }`).then((reply) => [reply.status, reply.headers.get('retry-after'), reply.body.errors?.[0]?.extensions['code']])));
    expect(replies).toContainEqual([503, '1', 'UNAVAILABLE']);
    expect(replies).toContainEqual([200, null, undefined]);
    expect((await federation.ask('{ d: other }')).body.data).toEqual({ d: 2 });
  });

  it('nobody waits for longer than told', async () => {
    const threads = await threadsWith({ ...LONG, patienceMs: 50 });
    const busy = threads.perform(plan(bomb()), 0);
    busy.catch(() => undefined);
    await expect(threads.perform(plan('{ other }'), 0)).rejects.toMatchObject({ reason: 'BUSY' });
  });

  it('those with a token come first', async () => {
    const done: string[] = [];
    const note = (name: string) => () => void done.push(name);
    await Promise.all([calm.perform(plan('{ a: other }'), 1).then(note('anonymous')), calm.perform(plan('{ b: other }'), 0).then(note('signed in'))]);
    expect(done).toEqual(['signed in', 'anonymous']);
  });
});

describe('threads', () => {
  it('end at once when they are told to, whatever they do', async () => {
    const threads = await threadsWith(LONG);
    const [busy, waiting] = [threads.perform(plan(bomb()), 0), threads.perform(plan('{ other }'), 0)];
    const outcomes = Promise.allSettled([busy, waiting]);
    await threads.close();
    expect(await outcomes).toMatchObject([{ reason: { reason: 'BUSY' } }, { reason: { reason: 'BUSY' } }]);
    await expect(threads.perform(plan('{ other }'), 0)).rejects.toMatchObject({ reason: 'BUSY' });
  });

  it('that cannot load their supergraph fail the start', async () => {
    const threads = new Threads('type Query { a: Int }', SILENT);
    closing.push(threads);
    await expect(threads.start()).rejects.toThrow();
  });

  it('make the same plans as are made here', async () => {
    const outcome = await calm.perform(plan('{ known other next { __typename } }'), 0);
    expect(outcome).toEqual({ kind: 'planned', plan: loadGraph(SDL).planner.plan(parse('{ known other next { __typename } }'), null) });
  });

  it('tell a fault of ours from a costly document', async () => {
    const vetting = new Vetting(calm);
    await expect(vetting.plan({ kind: 'Document', definitions: [] } as never, null, 'h')).rejects.not.toMatchObject({ extensions: expect.anything() });
    await expect(vetting.vet('{ other }', 'open')).resolves.toMatchObject({ kind: 'vetted' });
  });
});

it('what nobody has vetted is not parsed, let alone answered', async () => {
  const federation = await gateway(THREAD_SETTINGS);
  vi.spyOn(vettedDocuments, 'get').mockResolvedValue(undefined);
  expect(codeOf(await federation.ask('{ other }'))).toEqual([500, ['INTERNAL_SERVER_ERROR']]);
  expect(federation.subgraph('benefits').calls).toEqual([]);
});

it('a document is vetted once for those who send it at the same time, and apart for each kind of clients', async () => {
  const performed = vi.spyOn(calm, 'perform');
  const vetting = new Vetting(calm);
  const [one, other] = await Promise.all([vetting.vet('{ other }', 'open'), vetting.vet('{ other }', 'open')]);
  expect(one).toBe(other);
  expect(await vetting.vet('{ other }', 'open')).toBe(one);
  expect(performed).toHaveBeenCalledTimes(1);
  await vetting.vet('{ other }', 'anonymous');
  expect(performed).toHaveBeenCalledTimes(2);
  for (let again = 0; again < 2; again += 1) expect(await vetting.vet('{ nothing }', 'open')).toMatchObject({ kind: 'refused' });
  expect(performed).toHaveBeenCalledTimes(4);
});
