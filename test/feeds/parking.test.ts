import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { consume, kept, type Apply } from '../../subgraphs/shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../subgraphs/shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../subgraphs/shared/feeds/contracts/restricted.js';
import { CannotApply } from '../../subgraphs/shared/feeds/failure.js';
import { sealsIins } from '../../subgraphs/shared/feeds/replaced.js';
import { birth, citizenship, death, iinOf } from './support/events.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, Owner, until, type FeedDatabase, type TestConsumer } from './support/lab.js';

let used = 0;
const somebody = (): string => iinOf((used += 1));
const open: TestConsumer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const restriction = (iin: string, from = '2026-01-01') => ({ type: 'RESTRICTION' as const, subjects: [iin], occurredOn: from, data: { iin, periods: [{ from, to: null }] } });

describe('an event that the database refuses', () => {
  let fosterFamilies: Owner;
  let registry: FeedDatabase;
  beforeAll(async () => {
    [fosterFamilies, registry] = await Promise.all([Owner.start('foster-families'), feedDatabase('registry')]);
  });
  afterAll(() => Promise.all([fosterFamilies.close(), registry.close()]));

  const register = (...iins: string[]): Promise<unknown> =>
    registry.rows(`insert into person (iin, birth_date, sex, surname_kk, given_kk, surname_ru, given_ru, surname_latin, given_latin, is_child, registered_on, source)
      select iin, '2020-01-01', 'FEMALE', 'x', 'x', 'x', 'x', 'x', 'x', true, '2020-01-01', 'test' from unnest(?::text[]) as iin`, [`{${iins.join(',')}}`]);
  const restricted = async (...iins: string[]): Promise<string[]> =>
    (await registry.rows<{ iin: string }>('select iin from restriction where superseded_at is null and iin = any (?::text[]) order by id', [`{${iins.join(',')}}`])).map(({ iin }) => iin);
  const parked = (): Promise<object[]> => registry.rows(`select to_json(subjects) as subjects, reason from inbox where state = 'PARKED' order by position`);
  const consumer = async (): Promise<TestConsumer> => {
    const made = consumerOf(fosterFamilies, 'registry', await consumptionOf('registry', RESTRICTED), registry);
    open.push(made);
    return made;
  };
  const CONSTRAINT = 'The database refused it: 23503 (restriction.restriction_iin_fkey).';

  it('is parked with a reason that names nobody, and the rest flows', async () => {
    const [known, unknown, other] = [somebody(), somebody(), somebody()];
    await register(known, other);
    await fosterFamilies.publish(RESTRICTED, restriction(known), restriction(unknown), restriction(other));
    const { drain, consumer: one, log } = await consumer();
    await drain();
    expect(await restricted(known, unknown, other)).toEqual([known, other]);
    expect(await parked()).toEqual([{ subjects: [unknown], reason: CONSTRAINT }]);
    expect(one.lag()).toMatchObject({ feed: 'restricted', owner: 'foster-families', events: 0, parked: 1 });
    expect(JSON.stringify(log)).not.toContain(unknown);

    await register(unknown);
    await registry.rows(`update feed_cursor set retry = true where feed = 'restricted'`);
    await drain();
    expect(await parked()).toEqual([]);
    expect(await restricted(unknown)).toEqual([unknown]);
    expect(one.lag().parked).toBe(0);
  });

  it('lets what comes later about the same person wait, on later pages too, and flow after it', async () => {
    const [unknown, other] = [somebody(), somebody()];
    await register(other);
    await fosterFamilies.publish(RESTRICTED, restriction(unknown), restriction(unknown, '2026-02-01'), restriction(other));
    const { drain } = await consumer();
    await drain();
    await fosterFamilies.publish(RESTRICTED, restriction(unknown, '2026-03-01'), restriction(other, '2026-03-01'));
    await drain();
    const behind = { subjects: [unknown], reason: 'Waits behind an earlier event about the same person.' };
    expect(await parked()).toEqual([{ subjects: [unknown], reason: CONSTRAINT }, behind, behind]);
    expect(await registry.rows('select valid_from::text from restriction where iin = ? and superseded_at is null', [other])).toEqual([{ valid_from: '2026-03-01' }]);

    await register(unknown);
    await registry.rows(`update feed_cursor set retry = true where feed = 'restricted'`);
    await drain();
    expect(await parked()).toEqual([]);
    expect(await registry.rows('select valid_from::text, superseded_at is null as current from restriction where iin = ? order by valid_from', [unknown])).toEqual([
      { valid_from: '2026-01-01', current: false },
      { valid_from: '2026-02-01', current: false },
      { valid_from: '2026-03-01', current: true },
    ]);
  });

  it('does not stand for what the database is short of: the page waits', async () => {
    const iin = somebody();
    await register(iin);
    await fosterFamilies.publish(RESTRICTED, restriction(iin));
    const { consumer: one, drain } = await consumer();
    for (const code of ['40P01', '53100', '53300', '57P01', '55P03', '40001']) {
      await asAdmin(registry, (admin) => admin.query(`
        create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'short' using errcode = '${code}'; end $$;
        create or replace trigger fail before insert on restriction for each row execute function fail()`));
      await expect(one.pull()).rejects.toThrow(/short/);
    }
    await asAdmin(registry, (admin) => admin.query('drop trigger fail on restriction'));
    await drain();
    expect([await restricted(iin), await parked()]).toEqual([[iin], []]);
  });

  it('survives the end of its connections', async () => {
    const iin = somebody();
    await register(iin);
    const { consumer: one } = await consumer();
    one.start();
    await until(() => one.lag().seconds === 0);
    await asAdmin(registry, (admin) => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`));
    await fosterFamilies.publish(RESTRICTED, restriction(iin));
    await until(async () => (await restricted(iin)).length === 1);
    expect(await parked()).toEqual([]);
  });
});

describe('an event that the consumer cannot make anything of', () => {
  let registry: Owner;
  let savings: FeedDatabase;
  beforeAll(async () => {
    [registry, savings] = await Promise.all([Owner.start('registry'), feedDatabase('savings')]);
  });
  afterAll(() => Promise.all([registry.close(), savings.close()]));

  const parked = (): Promise<object[]> => savings.rows(`select type, to_json(subjects) as subjects, reason from inbox where state = 'PARKED' order by position`);
  const consumer = (deaths: Apply<{ iin: string; diedOn: string }>): TestConsumer => {
    const consumption = consume(LIFE_EVENTS, 'savings', { BIRTH: kept, DEATH: deaths, CITIZENSHIP: kept, IIN_REPLACED: kept, IIN_SEALED: sealsIins({ columns: [], without: [] }) });
    const made = consumerOf(registry, 'savings', consumption, savings);
    open.push(made);
    return made;
  };

  it.each([
    ['a rule of the handler', () => { throw new CannotApply('Somebody 150514900002 cannot die twice.'); }, 'Somebody … cannot die twice.'],
    ['a fault of the handler', () => { throw new TypeError('cannot read 150514900002'); }, 'The handler failed: TypeError.'],
  ])('is parked: %s', async (_what, fail: () => never, reason) => {
    const [alive, dead] = [somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, birth(alive), death(dead), birth(dead));
    await consumer(async () => fail()).drain();
    expect(await parked()).toEqual([
      { type: 'DEATH', subjects: [dead], reason },
      { type: 'BIRTH', subjects: [dead], reason: 'Waits behind an earlier event about the same person.' },
    ]);
    await savings.rows('update feed_cursor set retry = true');
    await consumer(kept).drain();
    expect(await parked()).toEqual([]);
  });

  it('is parked when its shape or its type is not the contract\'s', async () => {
    const [misshapen, novel, fine] = [somebody(), somebody(), somebody()];
    await registry.publish(LIFE_EVENTS, citizenship(misshapen, { country: 'KZ', from: '2020-01-01', to: null }), birth(novel), birth(fine));
    await registry.at.rows(`update outbox set data = jsonb_set(data, '{citizenships,0,from}', '"soon"') where subjects @> array[?] and type = 'CITIZENSHIP'`, [misshapen]);
    const one = consume(LIFE_EVENTS, 'savings', { BIRTH: kept, DEATH: kept, CITIZENSHIP: kept, IIN_REPLACED: kept, IIN_SEALED: sealsIins({ columns: [], without: [] }) });
    const older = { ...one, handlerOf: (type: string) => (type === 'BIRTH' ? undefined : one.handlerOf(type)) };
    const made = consumerOf(registry, 'savings', older, savings);
    open.push(made);
    await made.drain();
    const unknown = 'This version has no handler for the type.';
    expect(await parked()).toEqual([
      { type: 'CITIZENSHIP', subjects: [misshapen], reason: 'The data does not fit the contract at /citizenships/0/from.' },
      { type: 'BIRTH', subjects: [novel], reason: unknown },
      { type: 'BIRTH', subjects: [fine], reason: unknown },
    ]);
    await savings.rows('update feed_cursor set retry = true');
    await consumer(kept).drain();
    expect(await parked()).toMatchObject([{ type: 'CITIZENSHIP' }]);
  });

  it('is told to the owner, who does not count it as applied', async () => {
    const [poison, fine] = [somebody(), somebody()];
    const ids = await registry.publish(LIFE_EVENTS, death(poison), birth(fine));
    const one = consumer(() => Promise.reject(new CannotApply('No.')));
    await one.drain();
    await one.drain();
    const { appliedBy } = await import('../../subgraphs/shared/feeds/acknowledgement.js');
    const asked = (): Promise<ReadonlyMap<string, readonly string[]>> => registry.at.database.feeds((em) => appliedBy(em, LIFE_EVENTS, ids));
    expect([...(await asked()).values()]).toEqual([[], ['savings']]);
    await savings.rows('update feed_cursor set retry = true');
    const repaired = consumer(kept);
    await repaired.drain();
    expect([...(await asked()).values()]).toEqual([['savings'], ['savings']]);
  });
});
