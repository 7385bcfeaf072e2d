import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LedgerClient } from '../../../subgraphs/shared/ledger/feed/client.js';
import { iinOf } from '../../feeds/support/events.js';
import { until } from '../../feeds/support/lab.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { Copy, emptySource, entry, Source } from './support/lab.js';

let source: Source;
let gateway: Source;
let copy: Copy;
beforeAll(async () => {
  [source, gateway, copy] = await Promise.all([Source.open('savings'), Source.open('gateway'), Copy.open()]);
});
afterEach(async () => {
  await Promise.all([copy.empty(), ...[source, gateway].map(async (one) => {
    await one.restart();
    await emptySource(one);
  })]);
  copy.log.splice(0);
});
afterAll(() => Promise.all([source.close(), gateway.close(), copy.close()]));

const child = iinOf(1);
const some = (count: number): Promise<void> => source.records(count, (i) => ({ subject: iinOf(i % 7), account: `caseworker-${i % 3}` }));
const places = (chain: number, from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_none, i) => `3.${chain}.${from + i}`);

describe('pulling', () => {
  it('brings every record of every chain, with all that it names, once', async () => {
    await some(5);
    await source.restart();
    await some(3);
    await copy.pull(source);
    await copy.pull(source);
    expect(await copy.places()).toEqual([...places(1, 1, 5), ...places(2, 1, 3)]);
    const [first] = await copy.rows(`
      select iin, account, client, role, door, purpose, outcome, fields, correlation is not null as correlated from access_record r
        join access_subject s on s.source = r.source and s.id = r.subject join person p on p.id = s.person
        join access_actor a on a.source = r.source and a.id = r.actor
        join access_operation o on o.source = r.source and o.id = r.operation
        join access_effect e on e.source = r.source and e.id = r.effect order by r.chain, r.seq limit 1`);
    expect(first).toEqual({ iin: iinOf(0), account: 'caseworker-0', client: 'desk', role: 'caseworker', door: 'GATEWAY', purpose: 'CHILD_PROFILE', outcome: 'RELEASED', fields: ['Child.name'], correlated: true });
    expect(await copy.faults()).toEqual([]);
  });

  it('goes on where it was, over pages and over chains that grow meanwhile', async () => {
    await some(1_500);
    await copy.pull(source);
    await some(2);
    await source.restart();
    await some(1);
    await copy.pull(source);
    expect(await copy.places()).toEqual([...places(1, 1, 1_502), ...places(2, 1, 1)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
  });

  it('of two instances at once stores each record once', async () => {
    await some(2_500);
    await Promise.all([copy.pull(source), copy.pull(source), copy.pull(source)]);
    await copy.pull(source);
    expect(await copy.places()).toHaveLength(2_500);
    expect(await copy.rows('select 1 from visit')).toHaveLength(2_500);
    expect(await copy.faults()).toEqual([]);
  });

  it('waits for a source that is down, says so once, and goes on when it is back', async () => {
    await some(2);
    const consumer = copy.consumer(source);
    consumer.start();
    await until(async () => (await copy.places()).length === 2);
    await source.down();
    await until(() => copy.log.some(({ level, fields }) => level === 'warn' && fields['problem'] === 'UNREACHABLE'));
    await expect.poll(() => copy.rows('select problem from ledger_source')).toEqual([{ problem: 'UNREACHABLE' }]);
    await source.up();
    await some(2);
    await until(async () => (await copy.places()).length === 4);
    await until(() => copy.log.some(({ level }) => level === 'info'));
    await consumer.stop();
    expect(copy.log.filter(({ level }) => level === 'warn')).toHaveLength(1);
    await expect.poll(() => copy.rows('select problem from ledger_source')).toEqual([{ problem: null }]);
  });

  it('stopped in the middle has stored whole pages, and goes on behind them', async () => {
    await some(3_000);
    const consumer = copy.consumer(source);
    consumer.start();
    await until(async () => (await copy.places()).length > 0);
    await consumer.stop();
    const stored = (await copy.places()).length;
    expect(stored % 1_000).toBe(0);
    expect(await copy.rows(`select seq from source_chain`)).toEqual([{ seq: stored }]);
    await copy.pull(source);
    expect(await copy.places()).toHaveLength(3_000);
  });

  it('tells how far it is behind, and what is wrong', async () => {
    await some(3);
    const consumer = copy.consumer(source);
    await consumer.pull();
    expect(consumer.lag()).toMatchObject({ source: 'savings', records: 0, faults: 0 });
    await source.admin((admin) => admin.query('delete from ledger_record where seq = 3'));
    await consumer.pull();
    expect(consumer.lag()).toMatchObject({ faults: 1 });
  });

  it('takes refusals at the gateway, which are about nobody', async () => {
    await gateway.record(entry({ subject: child, effect: { outcome: 'REFUSED', reason: 'SCOPE_MISSING', fields: [] } }));
    await copy.pull(gateway);
    expect(await copy.places()).toEqual(['7.1.1']);
    expect(await copy.rows('select 1 from person')).toEqual([]);
  });
});

describe('the ledger\'s door', () => {
  const clock = fixedClock('2026-11-26T07:00:00Z');
  const never = new AbortController().signal;

  it('opens to audit\'s key alone, and who was turned away is on record', async () => {
    const client = new LedgerClient('savings', { ...source.settings, key: 'ab'.repeat(32) }, clock);
    await expect(client.ends(0, never)).rejects.toMatchObject({ problem: 'REFUSED' });
    await client.close();
    const other = new LedgerClient('benefits', source.settings, clock);
    await expect(other.ends(0, never)).rejects.toMatchObject({ problem: 'REFUSED' });
    await other.close();
    const { rows } = await source.admin((admin) => admin.query<{ reason: string }>('select reason from ledger_effect order by id'));
    expect(rows.map(({ reason }) => reason)).toEqual(['FEED_MAC', 'FEED_OWNER']);
  });

  it('leaves no record of what it serves: that would never end', async () => {
    await some(2);
    await copy.pull(source);
    await copy.pull(source);
    const { rows } = await source.admin((admin) => admin.query('select 1 from ledger_record'));
    expect(rows).toHaveLength(2);
  });
});

describe('what was tampered with before it was pulled', () => {
  it.each<[string, readonly string[], unknown]>([
    ['an edited record', [`update ledger_record set at = at + interval '1 second' where seq = 4`], [1, 4, 'it was edited, moved, inserted or written without the key']],
    ['an edited account', [`update ledger_actor set account = 'nobody' where account = 'caseworker-0'`], [1, 1, 'ledger_actor 1, which it names, was edited']],
    ['another child', [`update ledger_subject set iin = '${iinOf(99)}' where iin = '${iinOf(4)}'`], [1, 5, expect.stringMatching(/^ledger_subject \d+, which it names, was edited$/)]],
    ['a deleted record', ['delete from ledger_record where seq = 4'], [1, 4, 'it is gone']],
    ['records in each other\'s place', ['update ledger_record set seq = 100 where seq = 4', 'update ledger_record set seq = 4 where seq = 6', 'update ledger_record set seq = 6 where seq = 100'], [1, 4, 'it was edited, moved, inserted or written without the key']],
    ['a beginning that was edited', [`update ledger_chain set kind = 'WRITE'`], [1, 1, 'the beginning of its chain was edited, or written without the key']],
    ['a beginning that is gone', ['delete from ledger_chain'], null],
  ])('%s: is named, with what is wrong, and what is good is kept', async (_case, statements, fault) => {
    await some(10);
    await source.admin(async (admin) => {
      for (const statement of statements) await admin.query(statement);
    });
    await copy.pull(source);
    await copy.pull(source);
    const good = fault === null ? 0 : (fault as [number, number])[1] - 1;
    expect(await copy.faults()).toEqual(fault === null ? [] : [fault]);
    expect(await copy.places()).toEqual(places(1, 1, good));
    const alerts = fault === null ? [] : [{ kind: 'CHAIN', source: 3, chain: 1, record: good + 1, count: 1 }];
    expect(await copy.rows('select kind, source, chain, record, count from access_alert')).toEqual(alerts);
  });
});

describe('what was tampered with after it was pulled', () => {
  it.each<[string, readonly string[], unknown]>([
    ['the newest records cut off', ['delete from ledger_record where seq > 7'], [1, 8, 'it is gone: the chain had 10 records']],
    ['all records cut off', ['delete from ledger_record'], [1, 1, 'it is gone: the chain had 10 records']],
    ['the whole chain', ['delete from ledger_record', 'delete from ledger_chain'], [1, 1, 'its whole chain is gone']],
    ['the last record rewritten', [`update ledger_record set hash = decode(repeat('ab', 32), 'hex') where seq = 10`], [1, 10, 'it is not the one that was pulled']],
    ['another chain in its place', [`update ledger_chain set genesis = decode(repeat('ab', 32), 'hex')`], [1, 1, 'its chain has another beginning than it had']],
  ])('%s: is an alert and no crash, and other chains go on', async (_case, statements, fault) => {
    await some(10);
    await copy.pull(source);
    await source.admin(async (admin) => {
      for (const statement of statements) await admin.query(statement);
    });
    await source.restart();
    await some(2);
    await copy.pull(source);
    await copy.pull(source);
    expect(await copy.faults()).toEqual([fault]);
    expect(await copy.places()).toEqual([...places(1, 1, 10), ...places(2, 1, 2)]);
    expect(await copy.rows('select count from access_alert')).toEqual([{ count: 1 }]);
    expect(copy.log.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('a backup that was restored and gone on with is missed where the two part', async () => {
    await some(10);
    await copy.pull(source);
    // What the backup had is there, and the process begins another chain under a number that is taken.
    await source.admin((admin) => admin.query('delete from ledger_record where seq > 6'));
    await source.restart();
    await some(4);
    await copy.pull(source);
    expect(await copy.faults()).toEqual([[1, 7, 'it is gone: the chain had 10 records']]);
  });
});
