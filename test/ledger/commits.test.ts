import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleEntries } from '../../bench/ledger-sample.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { fixedClock } from '../../subgraphs/shared/clock.js';
import { Database } from '../../subgraphs/shared/database/database.js';
import { Chain, withSubjects, type Chainable } from '../../subgraphs/shared/ledger/chain.js';
import { Dictionaries } from '../../subgraphs/shared/ledger/dictionaries.js';
import type { LedgerEntry } from '../../subgraphs/shared/ledger/entry.js';
import { AccessJournal } from '../../subgraphs/shared/ledger/journal.js';
import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { sqlOn, type Sql } from '../../subgraphs/shared/ledger/sql.js';
import { subjectIds } from '../../subgraphs/shared/ledger/subjects.js';
import type { ChainReport } from '../../subgraphs/shared/ledger/verify/verify.js';
import { database as definition } from '../../subgraphs/registry/orm.config.js';
import { viewerAs } from '../support/gateway-call.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../support/database.js';
import { chainsOf, emptyLedger, readLedger } from './read-ledger.js';

const IIN = '150514900002';
const key = new LedgerKey(randomBytes(32).toString('hex'));
const clock = fixedClock('2026-10-01T07:00:00Z');

let fresh: FreshDatabase;
let database: Database;
let ledger: Ledger;

beforeAll(async () => {
  fresh = await freshDatabase('registry');
  database = await Database.open(definition, fresh.appUrl, key, { patience: UNHURRIED });
  await admin((client) => client.query('create table diary (day date primary key); grant select, insert on diary to "registry_app"'));
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
beforeEach(async () => {
  await emptyLedger(fresh.adminUrl);
  await admin((client) => client.query('truncate diary'));
  ledger = new Ledger({ url: fresh.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
  return () => ledger.close();
});

const admin = <T>(work: (client: Client) => Promise<T>): Promise<T> => withClient(fresh.adminUrl, work);

const verify = (): Promise<ChainReport[]> => chainsOf(fresh.appUrl, key);

/** In how many transactions the records of some chains were written. */
const commits = async (kind: string): Promise<number> =>
  admin(async (client) => {
    const { rows } = await client.query<{ commits: string }>('select count(distinct r.xmin::text) as commits from ledger_record r join ledger_chain c on c.id = r.chain where c.kind = $1', [kind]);
    return Number(rows[0]?.commits);
  });

describe('records of reads', () => {
  it('are committed in groups: what comes while one is under way goes with the next', async () => {
    await ledger.record(sampleEntries(1));
    await Promise.all(sampleEntries(500).map((entry) => ledger.record([entry])));
    expect(await commits('READ')).toBeLessThanOrEqual(3);
    expect(await verify()).toMatchObject([{ records: 501, fault: null }]);
  });

  it('cost the dictionaries nothing once they are known', async () => {
    const sizes = () => admin(async (client) => (await client.query<{ sizes: string }>(`select concat_ws(' ', (select count(*) from ledger_actor), (select count(*) from ledger_operation), (select count(*) from ledger_effect), (select count(*) from ledger_subject)) as sizes`)).rows[0]?.sizes);
    await ledger.record(sampleEntries(2_000, { children: 50, actors: 12 }));
    const once = await sizes();
    await ledger.record(sampleEntries(2_000, { children: 50, actors: 12 }));
    expect(await sizes()).toBe(once);
  });

  it('of two processes are two chains, and dictionaries are shared', async () => {
    const other = new Ledger({ url: fresh.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
    const entries = sampleEntries(300, { children: 20, actors: 12 });
    await Promise.all(entries.map((entry, i) => (i % 2 === 0 ? ledger : other).record([entry])));
    await other.close();
    expect(await verify()).toMatchObject([{ records: 150, fault: null }, { records: 150, fault: null }]);
    expect(new Set((await readLedger(fresh.adminUrl)).map(({ account }) => account)).size).toBe(12);
  });

  it('that would wait beyond all measure are refused at once', async () => {
    const entries = sampleEntries(20_000, { children: 50, actors: 12 });
    const all = await Promise.allSettled([ledger.record(entries.slice(0, 1)), ledger.record(entries), ledger.record(entries), ledger.record(entries)]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });
});

describe('a chain', () => {
  const chain = () => new Chain('READ', key, () => clock.now().getTime());

  /** Entries as they are named by dictionaries of their own. */
  const ready = async (sql: Sql, entries: readonly LedgerEntry[]): Promise<Chainable[]> => {
    const people = await subjectIds(sql, key, entries.flatMap(({ actor, subject }) => [actor?.iin ?? [], subject ?? []].flat()));
    return withSubjects(await new Dictionaries(key).name(sql, entries, people), people);
  };

  const asLedger = <T>(work: (sql: Sql, client: Client) => Promise<T>): Promise<T> =>
    withClient(fresh.appUrl, async (client) => {
      await client.query(`set app.ledger = 'open'`);
      return work(sqlOn(client), client);
    });

  it('tells how far those before it had come', async () => {
    await ledger.record(sampleEntries(3));
    await ledger.close();
    ledger = new Ledger({ url: fresh.appUrl, key, clock, kind: 'READ', patienceMs: 15_000 });
    await ledger.record(sampleEntries(2));
    const { rows } = await admin((client) => client.query(`
      select c.id, c.predecessors, encode(r.hash, 'hex') as last from ledger_chain c left join ledger_record r on r.chain = 1 and r.seq = 3 order by c.id`));
    expect(rows).toMatchObject([{ id: 1, predecessors: [] }, { id: 2, predecessors: [[1, 3, (rows[0] as { last: string }).last]] }]);
  });

  it('gives way to another when its numbers are used up', async () => {
    const long = chain();
    await asLedger(async (sql) => {
      const [first, second, third] = await ready(sql, sampleEntries(3));
      if (first === undefined || second === undefined || third === undefined) throw new Error('no sample');
      const end = await long.append(sql, [first]);
      // As if it had two thousand million records.
      long.advance({ ...end, seq: 2 ** 31 - 2 });
      expect([long.continues(1), long.continues(2)]).toEqual([true, false]);
      long.advance(await long.append(sql, [second, third]));
      expect(long.continues(2)).toBe(true);
    });
    expect(await verify()).toMatchObject([{ chain: 1, records: 1, fault: null }, { chain: 2, records: 2, fault: null }]);
  });

  it('is none when its process was killed before the commit', async () => {
    await ledger.record(sampleEntries(2));
    const killed = asLedger(async (sql, client) => {
      const records = await ready(sql, sampleEntries(5));
      await client.query('begin');
      await chain().append(sql, records);
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await admin((other) => other.query('select pg_terminate_backend($1)', [rows[0]?.pid]));
      await client.query('commit');
    });
    await expect(killed).rejects.toThrow();
    await ledger.record(sampleEntries(2));
    expect(await verify()).toMatchObject([{ records: 4, fault: null }]);
    await asLedger(async (sql) => chain().append(sql, await ready(sql, sampleEntries(5))));
    expect((await verify()).map(({ records, fault }) => [records, fault])).toEqual([[4, null], [5, null]]);
  });
});

describe('records of writes', () => {
  const viewer = viewerAs('ministry:registry', { subject: 'clerk-1' });
  const journal = new AccessJournal({ viewer, purpose: 'CIVIL_REGISTRATION', caseNumber: null, correlationId: '7d6ab1f0-1111-4222-8333-944455556666', door: 'OWN' });
  const settings = { coordinate: 'Mutation.restrict', subjects: [IIN] };

  const insert = (em: EntityManager, day: string): Promise<unknown> => em.execute('insert into diary values (?)', [day]);
  const write = (day: string, fail = false): Promise<string> =>
    database.forRequest(ledger.changesOf(journal)).write(['*'], async (em) => {
      await insert(em, day);
      if (fail) throw new Error('changed our mind');
      return { result: day, entry: settings };
    });
  const written = async (): Promise<number> => admin(async (client) => (await client.query('select 1 from diary')).rowCount ?? 0);

  it('are in the transaction of the write', async () => {
    await write('2026-01-01');
    expect(await readLedger(fresh.adminUrl)).toMatchObject([{ kind: 'WRITE', outcome: 'WRITTEN', fields: ['Mutation.restrict'], iin: IIN, account: 'clerk-1', purpose: 'CIVIL_REGISTRATION', at: clock.now() }]);
    const { rows } = await admin((client) => client.query('select 1 from ledger_record r, diary w where r.xmin = w.xmin'));
    expect(rows).toHaveLength(1);
  });

  it('go with a write that is rolled back, and so does its beginning of a chain', async () => {
    await expect(write('2026-01-01', true)).rejects.toThrow('changed our mind');
    await expect(database.forRequest(ledger.changesOf(journal)).write(['*'], async (em) => {
      // Fails when it is committed, behind the record.
      await em.execute('create temporary table due (n int unique deferrable initially deferred) on commit drop');
      await em.execute('insert into due values (1), (1)');
      return { result: null, entry: settings };
    })).rejects.toMatchObject({ code: '23505' });
    expect(await readLedger(fresh.adminUrl)).toEqual([]);
    expect(await verify()).toEqual([]);
    await write('2026-01-02');
    expect(await verify()).toMatchObject([{ records: 1, fault: null }]);
  });

  it('are in chains that hold through many writes at once, some of them rolled back before and some at their commit', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => {
      if (i % 5 === 1) return write(`2026-02-${10 + (i % 10)}`, true);
      // Every third of these is a duplicate, which the database refuses.
      return write(`2026-03-${10 + Math.floor(i / 3)}`);
    }));
    const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
    expect(done).toBeGreaterThan(10);
    expect(done).toBeLessThan(60);
    expect(await written()).toBe(done);
    const reports = await verify();
    expect(reports.every(({ kind, fault }) => kind === 'WRITE' && fault === null)).toBe(true);
    expect(reports.reduce((sum, { records }) => sum + records, 0)).toBe(done);
    // As many as were under way at once, which the pool of connections bounds.
    expect(reports.length).toBeLessThanOrEqual(10);
    const before = reports.length;
    for (const day of ['2026-04-01', '2026-04-02', '2026-04-03']) await write(day);
    expect((await verify()).length).toBe(before);
  });

  it('wait for no other write, however long its commit takes', async () => {
    await write('2026-01-01');
    const { promise: began, resolve: begin } = Promise.withResolvers<void>();
    await admin(async (holder) => {
      await holder.query('select pg_advisory_lock(4711)');
      const slow = database.forRequest(ledger.changesOf(journal)).write(['*'], async (em) => {
        await insert(em, '2026-01-02');
        // Waits at the commit, behind the record.
        await em.execute('create temporary table due (n int) on commit drop');
        await em.execute('create or replace function pg_temp.wait() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(4711); return null; end $$');
        await em.execute('create constraint trigger wait after insert on due deferrable initially deferred for each row execute function pg_temp.wait()');
        await em.execute('insert into due values (1)');
        begin();
        return { result: null, entry: settings };
      });
      await began;
      for (let i = 0; i < 20; i += 1) await write(`2026-05-${10 + i}`);
      expect(await written()).toBe(21);
      await holder.query('select pg_advisory_unlock(4711)');
      await slow;
    });
    expect(await written()).toBe(22);
    // Which of the two the slow one took is nobody's business.
    const chains = await verify();
    expect(chains.map(({ kind, fault }) => [kind, fault])).toEqual([['WRITE', null], ['WRITE', null]]);
    expect(chains.reduce((sum, { records }) => sum + records, 0)).toBe(22);
  });

  it('do not stall the records of reads', async () => {
    await write('2026-01-01');
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const slow = database.forRequest(ledger.changesOf(journal)).write(['*'], async (em) => {
      await insert(em, '2026-01-02');
      await held;
      return { result: null, entry: settings };
    });
    const began = performance.now();
    for (const entry of sampleEntries(20)) await ledger.record([entry]);
    expect(performance.now() - began).toBeLessThan(10_000);
    letGo();
    await slow;
    expect((await verify()).map(({ kind, records }) => [kind, records])).toEqual([['WRITE', 2], ['READ', 20]]);
  });

  it('begin another chain when it is not known whether the last one was committed', async () => {
    await write('2026-01-01');
    await expect(database.forRequest(ledger.changesOf(journal)).write(['*'], async (em) => {
      await insert(em, '2026-01-02');
      const [{ pid } = { pid: 0 }] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
      // Cut behind the record and before the commit.
      void delay(150).then(() => admin((client) => client.query('select pg_terminate_backend($1)', [pid])));
      await em.execute(`create temporary table due (n int) on commit drop`);
      await em.execute(`create or replace function pg_temp.wait() returns trigger language plpgsql as $$ begin perform pg_sleep(5); return null; end $$`);
      await em.execute('create constraint trigger wait after insert on due deferrable initially deferred for each row execute function pg_temp.wait()');
      await em.execute('insert into due values (1)');
      return { result: null, entry: settings };
    })).rejects.toThrow();
    await write('2026-01-03');
    const reports = await verify();
    expect(reports.map(({ records, fault }) => [records, fault])).toEqual([[1, null], [1, null]]);
    expect(await written()).toBe(2);
  });

  it('give their connection back when the ledger hangs', async () => {
    const hasty = new Ledger({ url: fresh.appUrl, key, clock, kind: 'READ', patienceMs: 300 });
    await admin(async (holder) => {
      await holder.query('begin');
      await holder.query('lock table ledger_record in access exclusive mode');
      // More than there are connections.
      const writes = Array.from({ length: 14 }, (_, i) =>
        database.forRequest(hasty.changesOf(journal)).write(['*'], async (em) => {
          await insert(em, `2026-01-${10 + i}`);
          return { result: null, entry: settings };
        }));
      expect(new Set((await Promise.allSettled(writes)).map(({ status }) => status))).toEqual(new Set(['rejected']));
      await holder.query('rollback');
    });
    expect(await written()).toBe(0);
    await write('2026-01-01');
    expect(await verify()).toMatchObject([{ records: 1, fault: null }]);
    await hasty.close();
  });

  it('stop the write when they cannot be made', async () => {
    await admin((client) => client.query('revoke insert on ledger_record from "registry_app"'));
    await expect(write('2026-01-01')).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await admin((client) => client.query('grant insert on ledger_record to "registry_app"'));
    expect(await written()).toBe(0);
    await write('2026-01-01');
    expect(await verify()).toMatchObject([{ records: 1, fault: null }]);
  });

  it('say that nothing was changed when a mutation says no', async () => {
    await database.forRequest(ledger.changesOf(journal)).write(['*'], () => Promise.resolve({ result: null, entry: { ...settings, refusal: 'VERSION_CONFLICT' } }));
    expect(await readLedger(fresh.adminUrl)).toMatchObject([{ kind: 'WRITE', outcome: 'REFUSED', reason: 'VERSION_CONFLICT', iin: IIN }]);
  });
});
