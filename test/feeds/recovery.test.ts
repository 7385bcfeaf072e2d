import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../subgraphs/shared/clock.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { builtModule } from '../../subgraphs/shared/project.js';
import { birth, citizenship, death, iinOf } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, Owner, secret, until, type FeedDatabase, type TestConsumer } from './support/lab.js';
import { waitsForLock } from '../support/waits-for-lock.js';

let registry: Owner;
let savings: FeedDatabase;
const open: TestConsumer[] = [];
beforeAll(async () => {
  [registry, savings] = await Promise.all([Owner.start('registry', systemClock), feedDatabase('savings')]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  registry.tamper = (text) => text;
  await asAdmin(registry.at, (admin) => admin.query('truncate outbox, feed_consumer restart identity'));
  await asAdmin(savings, (admin) => admin.query('truncate inbox, feed_cursor, listed_child restart identity'));
});
afterAll(() => Promise.all([registry.close(), savings.close()]));

const people = Array.from({ length: 40 }, (_, i) => iinOf(i));

async function consumer(): Promise<TestConsumer> {
  const made = consumerOf(registry, 'savings', await consumptionOf('savings', LIFE_EVENTS), savings, registry.keys.savings, systemClock);
  open.push(made);
  return made;
}

const list = (): Promise<object[]> => savings.rows('select iin, birth_date::text, citizenship::text, died_on::text, received_on::text from listed_child order by iin');
const cursor = async (): Promise<string | undefined> => (await savings.rows<{ cursor: string }>('select cursor from feed_cursor'))[0]?.cursor;

const GONE = { country: 'KZ', from: '2020-01-01', to: '2025-01-01' };
const history = [...people.map((iin) => birth(iin)), ...people.slice(0, 9).map((iin) => death(iin)), ...people.slice(5, 20).map((iin) => citizenship(iin, GONE))];

describe('a feed read again', () => {
  it('ends where it was, whatever happened to the records meanwhile', async () => {
    await registry.publish(LIFE_EVENTS, ...history);
    const { drain } = await consumer();
    await drain();
    const [before, end] = [await list(), await cursor()];
    await savings.rows(`update listed_child set died_on = null, citizenship = '{}'`);
    await savings.rows('delete from listed_child where iin = ?', [people[3] ?? '']);
    await savings.rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0`);
    await drain();
    expect([await list(), await cursor()]).toEqual([before, end]);
  });

  it('keeps the day on which each event was received first', async () => {
    await registry.publish(LIFE_EVENTS, birth(people[0] ?? ''));
    const { drain } = await consumer();
    await drain();
    await savings.rows(`update inbox set received_on = '2026-03-01'`);
    await savings.rows('delete from listed_child');
    await savings.rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0`);
    await drain();
    expect(await list()).toMatchObject([{ received_on: '2026-03-01' }]);
  });
});

describe('an owner restored from an older backup', () => {
  /** What happened after the backup is gone, and other things happen. */
  const restore = async (keep: number): Promise<void> => {
    await registry.at.rows('delete from outbox where position > ?', [keep]);
  };

  it('has lost what was read: nothing is skipped, the consumer stands still and says why', async () => {
    await registry.publish(LIFE_EVENTS, ...history);
    const { drain, consumer: one, log } = await consumer();
    await drain();
    const before = await list();
    await restore(30);
    await expect(one.pull()).rejects.toThrow('CURSOR_AHEAD');
    await registry.publish(LIFE_EVENTS, ...history.slice(30));
    await expect(one.pull()).rejects.toThrow('CURSOR_UNKNOWN');
    one.start();
    await until(() => log.length > 0);
    expect(log).toMatchObject([{ level: 'warn', fields: { feed: 'life-events', problem: 'CURSOR_UNKNOWN' } }]);
    await until(async () => (await savings.rows(`select 1 from feed_cursor where problem = 'CURSOR_UNKNOWN'`)).length === 1);
    expect(await list()).toEqual(before);
  });

  it('is read again from a cursor that it has', async () => {
    await registry.publish(LIFE_EVENTS, ...history);
    const { drain } = await consumer();
    await drain();
    const before = await list();
    await restore(30);
    await registry.publish(LIFE_EVENTS, ...history.slice(30));
    await savings.rows(`update feed_cursor set replay_until = position, cursor = '0', position = 0`);
    await drain();
    expect(await list()).toEqual(before);
    expect(await savings.rows('select problem from feed_cursor')).toEqual([{ problem: null }]);
  });
});

describe('a page that was tampered with on its way', () => {
  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'PAGE_TRUNCATED'],
    ['shortened to whole lines', (text: string) => `${text.split('\n').slice(0, 2).join('\n')}\n`, 'PAGE_TRUNCATED'],
    ['emptied', () => '', 'PAGE_TRUNCATED'],
    ['altered', (text: string) => text.replace('"country":"KZ"', '"country":"RU"'), 'PAGE_FORGED'],
  ])('is not used: %s', async (_what, tamper, problem) => {
    await registry.publish(LIFE_EVENTS, ...history);
    registry.tamper = tamper;
    const { consumer: one, drain } = await consumer();
    await expect(one.pull()).rejects.toThrow(problem);
    expect(await list()).toEqual([]);
    registry.tamper = (text) => text;
    await drain();
    expect(await list()).toHaveLength(people.length);
  });

  it('is not used when it answers an earlier request', async () => {
    let first = '';
    registry.tamper = (text) => (first = text);
    const { consumer: one } = await consumer();
    await one.pull();
    await registry.publish(LIFE_EVENTS, ...history);
    registry.tamper = () => first;
    await expect(one.pull()).rejects.toThrow('PAGE_FORGED');
  });

  it('is not used when the owner does not share the key', async () => {
    const made = consumerOf(registry, 'savings', await consumptionOf('savings', LIFE_EVENTS), savings, secret(), systemClock);
    open.push(made);
    await expect(made.consumer.pull()).rejects.toThrow('REFUSED');
  });
});

describe('a consumer that ends', () => {
  it('gives up a page that is on its way', async () => {
    await registry.publish(LIFE_EVENTS, ...history);
    await asAdmin(registry.at, async (admin) => {
      await admin.query('begin; lock table feed_consumer');
      const { consumer: one } = await consumer();
      one.start();
      await until(async () => (await admin.query(waitsForLock('relation'))).rowCount !== 0);
      const begun = performance.now();
      await one.stop();
      expect(performance.now() - begun).toBeLessThan(5_000);
      await admin.query('rollback');
    });
    expect(await list()).toEqual([]);
  });

  it('finishes a page that is being applied', async () => {
    await registry.publish(LIFE_EVENTS, ...history);
    const { consumer: one } = await consumer();
    await asAdmin(savings, async (admin) => {
      await admin.query('begin; lock table listed_child in access exclusive mode');
      one.start();
      await until(async () => (await admin.query(waitsForLock('relation'))).rowCount !== 0);
      const stopped = one.stop();
      await admin.query('rollback');
      await stopped;
    });
    expect(await list()).toHaveLength(people.length);
    expect(await cursor()).toMatch(/^64-/);
  });
});

describe('a process killed between effect and cursor', () => {
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  async function start(): Promise<ChildProcess> {
    const child = fork(builtModule('subgraphs/savings/main.js'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: savings.fresh.appUrl,
        GATEWAY_KEY: secret(),
        LEDGER_KEY: secret(),
        OIDC_ISSUER: 'http://127.0.0.1:1',
        FEED_REGISTRY_URL: registry.url,
        FEED_REGISTRY_KEY: registry.keys.savings,
        FEED_INTERVAL_MS: '20',
        DRAIN_DELAY_MS: '0',
        LOG_LEVEL: 'silent',
      },
    });
    children.push(child);
    await once(child, 'message');
    return child;
  }

  it('leaves neither, and the next one applies each event once', async () => {
    await asAdmin(savings, (admin) => admin.query(`
      create table applied (iin text);
      grant all on applied to public;
      create function count_it() returns trigger language plpgsql as $$ begin insert into applied values (new.iin); return new; end $$;
      create trigger count_it after insert on listed_child for each row execute function count_it();
      create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
      create trigger wait before update on feed_cursor for each row when (new.position <> old.position) execute function wait()`));
    await registry.publish(LIFE_EVENTS, ...history);
    const first = await start();
    await asAdmin(savings, async (admin) => {
      const asleep = (): Promise<{ rowCount: number | null }> => admin.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`);
      await until(async () => (await asleep()).rowCount === 1);
      first.kill('SIGKILL');
      await once(first, 'exit');
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`);
      await admin.query('drop trigger wait on feed_cursor');
    });
    expect([await list(), await cursor(), await savings.rows('select 1 from inbox')]).toEqual([[], '0', []]);
    const second = await start();
    await until(async () => (await cursor())?.startsWith('64-') === true);
    expect(await savings.rows('select count(*)::int as n, count(distinct iin)::int as people from applied')).toEqual([{ n: people.length, people: people.length }]);
    expect(await savings.rows(`select count(*)::int as n from inbox where state = 'APPLIED'`)).toEqual([{ n: history.length }]);
    second.kill('SIGTERM');
    expect(await once(second, 'exit')).toEqual([0, null]);
  });
});
