import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { publish } from '../../subgraphs/shared/feeds/publish.js';
import { birth, citizenship, death, iinOf } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, openTransaction, Owner, until, type FeedDatabase, type TestConsumer } from './support/lab.js';

let registry: Owner;
let savings: FeedDatabase;
let used = 0;
const open: TestConsumer[] = [];

beforeAll(async () => {
  [registry, savings] = await Promise.all([Owner.start('registry'), feedDatabase('savings')]);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
afterAll(() => Promise.all([registry.close(), savings.close()]));

/** Somebody who has not been in any test yet. */
const somebody = (): string => iinOf((used += 1));

async function consumer(): Promise<TestConsumer> {
  const made = consumerOf(registry, 'savings', await consumptionOf('savings', LIFE_EVENTS), savings);
  open.push(made);
  return made;
}

const listed = async (...iins: string[]): Promise<string[]> => {
  const rows = await savings.rows<{ iin: string }>(`select iin from listed_child where iin = any (?::text[]) order by array_position(?::text[], iin)`, [`{${iins.join(',')}}`, `{${iins.join(',')}}`]);
  return rows.map(({ iin }) => iin);
};
const diedOn = async (iin: string): Promise<string | null | undefined> =>
  (await savings.rows<{ on: string | null }>('select died_on::text as on from listed_child where iin = ?', [iin]))[0]?.on;

describe('a feed', () => {
  it('brings what happened, with the day it happened and the day it was received', async () => {
    const iin = somebody();
    await registry.publish(LIFE_EVENTS, birth(iin), citizenship(iin, { country: 'KZ', from: '2020-01-01', to: '2024-05-01' }, { country: 'RU', from: '2024-05-01', to: null }));
    await (await consumer()).drain();
    expect(await savings.rows('select birth_date::text, citizenship::text, died_on, received_on::text from listed_child where iin = ?', [iin])).toEqual([
      { birth_date: '2020-01-01', citizenship: '{[2020-01-01,2024-05-01)}', died_on: null, received_on: '2026-11-22' },
    ]);
    expect(await savings.rows('select type, occurred_on::text, received_on::text, state from inbox where subjects @> array[?] order by position', [iin])).toEqual([
      { type: 'BIRTH', occurred_on: '2020-01-01', received_on: '2026-11-22', state: 'APPLIED' },
      { type: 'CITIZENSHIP', occurred_on: '2026-11-01', received_on: '2026-11-22', state: 'APPLIED' },
    ]);
  });

  it('that has nothing new locks and writes nothing, at the owner or the consumer', async () => {
    await registry.publish(LIFE_EVENTS, birth(somebody()));
    const one = await consumer();
    for (let i = 0; i < 2; i += 1) await one.drain();
    // A lock stands in the row as a change does.
    const rows = async (): Promise<unknown> => [await registry.at.rows('select xmin::text, xmax::text, acknowledged from feed_consumer'), await savings.rows('select xmin::text, xmax::text, position from feed_cursor')];
    // The owner writes the time down once in five seconds; a look that it fell into is looked at again.
    await expect.poll(async () => {
      const before = await rows();
      await one.drain();
      return [before, await rows()];
    }).toSatisfy(([before, after]: unknown[]) => JSON.stringify(before) === JSON.stringify(after));
    expect(await rows()).toMatchObject([[{ acknowledged: expect.anything() as unknown }], [{ position: expect.anything() as unknown }]]);
  });

  it('brings the fields and the people that the contract opens to the consumer, and no others', async () => {
    const [child, mother, widow] = [somebody(), somebody(), somebody()];
    await registry.publish(LIFE_EVENTS,
      birth(child, { parents: [{ iin: mother, role: 'MOTHER', basis: 'BIRTH', from: '2020-01-01', to: null }] }),
      { type: 'PARENTAGE', subjects: [widow], occurredOn: '2026-01-01', data: { iin: widow, parents: [] } });
    await (await consumer()).drain();
    const rows = await savings.rows<{ data: object; subjects: string[] }>('select data, to_json(subjects) as subjects from inbox where subjects @> array[?]', [child]);
    expect(rows).toEqual([{ subjects: [child], data: { iin: child, birthDate: '2020-01-01', registeredOn: '2020-01-05', citizenships: [{ country: 'KZ', from: '2020-01-01', to: null }] } }]);
    expect(await savings.rows('select 1 from inbox where data::text like any (array[?, ?])', [`%${mother}%`, `%${widow}%`])).toEqual([]);
  });

  it('waits for an owner that is down, and catches up', async () => {
    const [first, second] = [somebody(), somebody()];
    const { consumer: running, log } = await consumer();
    await registry.down();
    running.start();
    await until(() => log.length > 0);
    expect(log).toMatchObject([{ level: 'warn', fields: { problem: 'UNREACHABLE' } }]);
    await registry.publish(LIFE_EVENTS, birth(first), birth(second));
    await registry.up();
    await until(async () => (await listed(first, second)).length === 2);
    await until(() => running.lag().events === 0 && running.lag().seconds === 0);
    await until(() => log.at(-1)?.level === 'info');
  });

  it('catches up a consumer that was down, page by page', async () => {
    const iins = Array.from({ length: 25 }, somebody);
    await registry.publish(LIFE_EVENTS, ...iins.map((iin) => birth(iin)));
    expect(await listed(...iins)).toEqual([]);
    await (await consumer()).drain();
    expect(await listed(...iins)).toHaveLength(25);
  });

  it('loses nothing to a transaction that commits late', async () => {
    const [late, early] = [somebody(), somebody()];
    const { drain } = await consumer();
    const slow = await openTransaction(registry.at.database, (em) => publish(em, LIFE_EVENTS, birth(late)));
    await registry.publish(LIFE_EVENTS, birth(early));
    await drain();
    expect(await listed(late, early)).toEqual([early]);
    await slow.commit();
    await drain();
    expect(await listed(late, early)).toEqual([late, early]);
  });

  it('gives no place to what was rolled back', async () => {
    const [never, kept] = [somebody(), somebody()];
    const undone = await openTransaction(registry.at.database, (em) => publish(em, LIFE_EVENTS, birth(never)));
    await undone.rollback();
    await registry.publish(LIFE_EVENTS, birth(kept));
    await (await consumer()).drain();
    expect(await listed(never, kept)).toEqual([kept]);
    const [gaps] = await registry.at.rows<{ gaps: number }>('select (max(position) - count(position))::int as gaps from outbox');
    expect(gaps).toEqual({ gaps: 0 });
  });

  it('keeps the order of one person\'s events, however their transactions overlap', async () => {
    const iin = somebody();
    const first = await openTransaction(registry.at.database, (em) => publish(em, LIFE_EVENTS, birth(iin)));
    const second = registry.publish(LIFE_EVENTS, death(iin));
    const { drain } = await consumer();
    await drain();
    await first.commit();
    await second;
    await drain();
    expect(await diedOn(iin)).toBe('2026-11-01');
  });

  it('drops what was seen before', async () => {
    const iin = somebody();
    await registry.publish(LIFE_EVENTS, birth(iin));
    const { drain } = await consumer();
    await drain();
    await savings.rows('update listed_child set died_on = ? where iin = ?', ['2026-01-01', iin]);
    await savings.rows(`update feed_cursor set cursor = '0', position = 0`);
    const before = await savings.rows('select * from inbox order by event_id');
    await drain();
    expect(await savings.rows('select * from inbox order by event_id')).toEqual(before);
    expect(await diedOn(iin)).toBe('2026-01-01');
  });
});

describe('effect and cursor', () => {
  it('happen together or not at all: what was undone is applied when the page comes again', async () => {
    const iin = somebody();
    const { drain, consumer: one } = await consumer();
    await drain();
    await asAdmin(savings, (admin) => admin.query(`
      create function cut() returns trigger language plpgsql as $$ begin raise exception 'cut' using errcode = '40001'; end $$;
      create trigger cut before update on feed_cursor for each row when (new.position <> old.position) execute function cut()`));
    await registry.publish(LIFE_EVENTS, birth(iin));
    await expect(one.pull()).rejects.toThrow(/cut/);
    expect(await listed(iin)).toEqual([]);
    expect(await savings.rows('select 1 from inbox where subjects @> array[?]', [iin])).toEqual([]);
    await asAdmin(savings, (admin) => admin.query('drop trigger cut on feed_cursor'));
    await drain();
    expect(await listed(iin)).toEqual([iin]);
    expect(await savings.rows(`select 1 from inbox where state = 'PARKED'`)).toEqual([]);
  });

  it('happen once when several instances pull the same feed', async () => {
    const iins = Array.from({ length: 300 }, somebody);
    await asAdmin(savings, (admin) => admin.query(`
      create table applied (iin text);
      grant all on applied to public;
      create function count_it() returns trigger language plpgsql as $$ begin insert into applied values (new.iin); return new; end $$;
      create trigger count_it after insert or update on listed_child for each row execute function count_it()`));
    const instances = await Promise.all([consumer(), consumer(), consumer()]);
    for (const { consumer: one } of instances) one.start();
    for (let i = 0; i < iins.length; i += 10) await registry.publish(LIFE_EVENTS, ...iins.slice(i, i + 10).map((iin) => birth(iin)));
    await until(async () => (await listed(...iins)).length === iins.length);
    expect(await savings.rows('select count(*)::int as n, count(distinct iin)::int as people from applied')).toEqual([{ n: 300, people: 300 }]);
    await asAdmin(savings, (admin) => admin.query('drop trigger count_it on listed_child'));
  });
});
