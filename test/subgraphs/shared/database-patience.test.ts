import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Client } from 'pg';
import { withClient } from '../../../local/bootstrap/connection.js';
import { Database, type RequestDatabase } from '../../../subgraphs/shared/database/database.js';
import { isPassing } from '../../../subgraphs/shared/database/passing.js';
import type { DatabasePatience } from '../../../subgraphs/shared/database/patience.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { database as definition } from '../../../subgraphs/registry/orm.config.js';
import { TcpProxy } from '../../operations/support/tcp-proxy.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../../support/database.js';

/** Connections of one pool. */
const POOL = 10;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase('registry');
  await admin((client) => client.query('create table counter (id int primary key, value int not null); insert into counter values (1, 0); grant select, update on counter to public'));
});
afterAll(() => fresh.drop());

const admin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(fresh.adminUrl, work);

const opened: Database[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

interface Opened {
  readonly database: Database;
  readonly relation: RequestDatabase['relation'];
  /** A statement in a transaction of the register path. */
  readonly run: (sql: string) => Promise<unknown>;
}

async function open(patience: Partial<DatabasePatience>, url = fresh.appUrl): Promise<Opened> {
  const database = await Database.open(definition, url, new LedgerKey('ab'.repeat(32)), { patience: { ...UNHURRIED, ...patience } });
  opened.push(database);
  const request = database.forRequest({ append: () => Promise.reject(new Error('not written')) });
  return { database, relation: request.relation, run: (sql) => request.register(['*'], (em) => em.execute(sql)) };
}

/** What each came to: `done`, or the error, which must be one that passes. */
async function outcomes(all: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(all);
  return settled.map((one) => (one.status === 'fulfilled' ? 'done' : isPassing(one.reason) ? 'passing' : String(one.reason)));
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const CHANGE = 'update counter set value = value + 1 where id = 1';

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

const TERMINATE = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%\\_app'`;

/** Somebody who locks the row meanwhile. */
const whileLocked = <T>(work: (holder: Client) => Promise<T>): Promise<T> =>
  admin(async (holder) => {
    await holder.query('begin; select 1 from counter for update');
    const result = await work(holder);
    await holder.query('rollback');
    return result;
  });

describe('whoever waits for the database', () => {
  it('for a lock is sent away after a while, and so is whoever finds no connection because of that', async () => {
    const { run } = await open({ connectionMs: 200 });
    const refused = await whileLocked(() => outcomes(times(3 * POOL, () => run(CHANGE))));
    expect(refused).toEqual(times(3 * POOL, () => 'passing'));
    expect(await outcomes(times(3 * POOL, () => run('select 1')))).toEqual(times(3 * POOL, () => 'done'));
  });

  it('for a statement is told when it takes too long', async () => {
    const { run, relation } = await open({ statementMs: 200 });
    const ended = await Promise.allSettled([run('select pg_sleep(60)'), relation.execute('select pg_sleep(60)')]);
    expect(ended).toMatchObject([{ reason: { code: '57014' } }, { reason: { code: '57014' } }]);
  });

  it('is sent away at once when too many wait already', async () => {
    const { run } = await open({});
    const [waiting, refused] = await whileLocked(async (holder) => {
      const changes = times(POOL, () => run(CHANGE));
      // Not the holder: within a transaction the server shows what it showed before.
      await admin((watcher) => vi.waitUntil(async () => (await watcher.query(WAITING)).rowCount === POOL, { timeout: 15_000 }));
      const crowd = times(600, () => run('select 1'));
      const first = await Promise.race(crowd.map((one) => one.then(() => 'done', (error: unknown) => error)));
      await holder.query('rollback');
      return [await outcomes([...changes, ...crowd]), first] as const;
    });
    expect(refused).toMatchObject({ message: 'Too many wait for a connection.' });
    expect([waiting.filter((one) => one === 'done').length, waiting.filter((one) => one === 'passing').length]).toEqual([POOL + 500, 100]);
  });
});

describe('a transaction that its process does not go on with', () => {
  it('is ended, with its locks, and by the server, too: a process that was stopped ends nothing', async () => {
    const { database, run } = await open({ statementMs: 300 });
    expect(await run('show idle_in_transaction_session_timeout')).toEqual([{ idle_in_transaction_session_timeout: '300ms' }]);
    const request = database.forRequest({ append: () => Promise.reject(new Error('not written')) });
    const stuck = request.register(['*'], async (em) => {
      await em.execute(CHANGE);
      // The row is free again while we still believe that we hold it.
      await admin((client) => client.query(`set lock_timeout = '15s'; ${CHANGE}`));
      await em.execute('select 1');
    });
    expect(await outcomes([stuck])).toEqual(['passing']);
  });
});

describe('a database that hangs', () => {
  let proxy: TcpProxy;
  let url: string;
  beforeEach(async () => {
    proxy = await TcpProxy.to(Number(new URL(fresh.appUrl).port));
    url = Object.assign(new URL(fresh.appUrl), { port: String(proxy.port), search: '' }).href;
  });
  afterEach(() => proxy.close());

  it('is given up, keeps no connection, and is used again when it answers', async () => {
    const { run, relation } = await open({ connectionMs: 300, statementMs: 300 }, url);
    const all = (): Promise<unknown>[] => times(2 * POOL, () => [run('select 1'), relation.execute('select 1')]).flat();
    expect(new Set(await outcomes(all()))).toEqual(new Set(['done']));
    proxy.hanging = true;
    expect(new Set(await outcomes(all()))).toEqual(new Set(['passing']));
    await vi.waitUntil(() => proxy.open === 0, { timeout: 15_000 });
    proxy.hanging = false;
    await vi.waitUntil(async () => (await outcomes(all())).every((outcome) => outcome === 'done'), { timeout: 15_000 });
  });
});

// Each cut takes one of three attempts: a connection that is about to end is handed to nobody else.
it('reads by key outlive the connections they run on', async () => {
  const { relation } = await open({});
  const reads = await admin(async (holder) => {
    await holder.query('select pg_advisory_lock(7)');
    const waiting = outcomes(times(2 * POOL, () => relation.execute('select pg_advisory_xact_lock_shared(7)')));
    for (let cuts = 0; cuts < 2; cuts += 1) {
      await vi.waitUntil(async () => (await holder.query(WAITING)).rowCount === POOL, { timeout: 15_000 });
      await holder.query(TERMINATE);
    }
    return { waiting };
  });
  expect(await reads.waiting).toEqual(times(2 * POOL, () => 'done'));
});
