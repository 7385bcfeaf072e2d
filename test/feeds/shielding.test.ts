import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../subgraphs/shared/clock.js';
import { GUARDIANSHIPS } from '../../subgraphs/shared/feeds/contracts/guardianships.js';
import { RESTRICTED } from '../../subgraphs/shared/feeds/contracts/restricted.js';
import { builtModule } from '../../subgraphs/shared/project.js';
import { Authority, INSTITUTION, type SomeFamily } from '../subgraphs/foster-families/authority.js';
import { asAdmin, consumerOf, consumptionOf, feedDatabase, secret, until, type FeedDatabase, type TestConsumer } from './support/lab.js';

const FIRST = ['registry', 'benefits', 'schools'] as const;
type Consumer = (typeof FIRST)[number];

const keys = { registry: secret(), benefits: secret(), savings: secret(), 'foster-families': secret(), schools: secret(), audit: secret() };

let authority: Authority;
let databases: Record<Consumer, FeedDatabase>;
const open: TestConsumer[] = [];
beforeAll(async () => {
  authority = await Authority.start({ feeds: { consumerKeys: keys } });
  databases = Object.fromEntries(await Promise.all(FIRST.map(async (name) => [name, await feedDatabase(name)] as const))) as typeof databases;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
  await authority.rows('truncate feed_consumer, outbox restart identity');
  for (const name of FIRST) await asAdmin(databases[name], (admin) => admin.query('truncate inbox, feed_cursor restart identity'));
});
afterAll(() => Promise.all([authority.close(), ...Object.values(databases).map((one) => one.close())]));

/** One programme, as it pulls one feed. */
async function consumer(name: Consumer, contract: typeof RESTRICTED | typeof GUARDIANSHIPS = RESTRICTED, at = { url: authority.care.url, clock: authority.care.clock }): Promise<TestConsumer> {
  const made = consumerOf({ name: 'foster-families', url: at.url, keys }, name, await consumptionOf(name, contract), databases[name], keys[name], at.clock);
  open.push(made);
  return made;
}

/** Everybody whose shielding a placement waits for. */
const all = (at?: Parameters<typeof consumer>[2]): Promise<[TestConsumer, TestConsumer, TestConsumer]> =>
  Promise.all([consumer('registry', RESTRICTED, at), consumer('benefits', RESTRICTED, at), consumer('schools', RESTRICTED, at)]);

/** Everybody on the civil registry. */
const register = (...iins: readonly string[]): Promise<unknown> =>
  databases.registry.rows(`insert into person (iin, birth_date, sex, surname_kk, given_kk, surname_ru, given_ru, surname_latin, given_latin, is_child, registered_on, source)
    select iin, '2018-03-10', 'FEMALE', 'x', 'x', 'x', 'x', 'x', 'x', true, '2018-03-10', 'test' from unnest(?::text[]) as iin`, [`{${iins.join(',')}}`]);

interface Waiting {
  readonly iin: string;
  readonly id: string;
  readonly family: SomeFamily;
}

/** A shielded placement of a child whom the registry knows, unless it is not to. */
async function shielded(known = true): Promise<Waiting> {
  const [iin, family] = [await authority.child(), await authority.family(2)];
  if (known) await register(iin, ...family.carers);
  const { id } = await authority.placed(iin, { family: family.id, shielded: true });
  return { iin, id, family };
}

const statusOf = async ({ id }: Waiting): Promise<string | undefined> => {
  const { data } = await authority.ask('{ placements(first: 100) { edges { node { id status } } } }', {});
  return (data?.['placements'] as { edges: { node: { id: string; status: string } }[] }).edges.find(({ node }) => node.id === id)?.node.status;
};
const told = async ({ iin }: Waiting): Promise<string[]> => (await authority.outbox(iin)).map(({ type }) => type);
const journal = ({ id }: Waiting): Promise<{ kind: string }[]> =>
  authority.rows('select kind, e.version from placement_event e join placement p on p.id = placement_id where public_id = $1 order by e.version', [id]);

/** Applies what there is, and says so with the next pull. */
async function applyAndSay(...consumers: readonly TestConsumer[]): Promise<void> {
  for (const one of consumers) {
    await one.drain();
    await one.drain();
  }
}

/** As if seconds had passed, after which the next pull is written down though it brings nothing new. */
const later = (): Promise<unknown> => authority.rows(`update feed_consumer set pulled_at = pulled_at - interval '6 seconds'`);

describe('a shielded placement', () => {
  it.each([['schools', 'restricted_child'], ['benefits', 'shielding']] as const)('takes effect when everybody who could tell has said that they applied the shielding, and not before: %s comes last', async (last, table) => {
    const waiting = await shielded();
    const late = await consumer(last);
    await applyAndSay(...(await Promise.all(FIRST.filter((name) => name !== last).map((name) => consumer(name)))));
    expect([await statusOf(waiting), await told(waiting)]).toEqual(['PENDING', ['RESTRICTION']]);
    await late.drain();
    expect(await databases[last].rows(`select 1 from ${table} where iin = ? and valid_to is null`, [waiting.iin])).toHaveLength(1);
    expect(await statusOf(waiting)).toBe('PENDING');
    await late.drain();
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
    expect(await told(waiting)).toEqual(['RESTRICTION', 'GUARDIANSHIPS']);
    expect(await journal(waiting)).toEqual([{ kind: 'RECORDED', version: 1 }, { kind: 'TOOK_EFFECT', version: 2 }]);
  });

  it('is heard of by the registry when that withholds it already', async () => {
    const waiting = await shielded();
    const guardianships = await consumer('registry', GUARDIANSHIPS);
    const known = async (): Promise<unknown[]> => Promise.all(['guardianship', 'restriction'].map(async (table) => (await databases.registry.rows(`select 1 from ${table} where iin = ? and superseded_at is null`, [waiting.iin])).length));
    await guardianships.drain();
    expect(await known()).toEqual([0, 0]);
    await applyAndSay(...(await all()));
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
    expect(await known()).toEqual([0, 1]);
    await guardianships.drain();
    expect(await known()).toEqual([2, 1]);
  });

  it('waits for as long as the registry cannot apply it', async () => {
    const waiting = await shielded(false);
    const [registry, ...others] = await all();
    await applyAndSay(registry, ...others);
    expect(await databases.registry.rows(`select reason from inbox where state = 'PARKED'`)).toHaveLength(1);
    await later();
    await applyAndSay(registry, ...others);
    expect(await statusOf(waiting)).toBe('PENDING');
    await register(waiting.iin, ...waiting.family.carers);
    await databases.registry.rows('update feed_cursor set retry = true');
    await applyAndSay(registry);
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
  });

  it('waits again when a programme has gone back to before it', async () => {
    const waiting = await shielded();
    const [registry, ...others] = await all();
    await applyAndSay(registry);
    await databases.registry.rows(`update feed_cursor set cursor = '0', position = 0`);
    await databases.registry.rows(`delete from inbox`);
    await registry.consumer.pull();
    await applyAndSay(...others);
    await later();
    expect(await statusOf(waiting)).toBe('PENDING');
    await applyAndSay(registry);
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
  });

  it('that was given up meanwhile never takes effect', async () => {
    const [waiting, other] = [await shielded(), await shielded()];
    await authority.change('endPlacement', waiting.id, { reason: 'ENDED_BY_BODY' });
    await applyAndSay(...(await all()));
    await until(async () => (await statusOf(other)) === 'ACTIVE');
    expect([await statusOf(waiting), await told(waiting)]).toEqual(['ENDED', ['RESTRICTION', 'RESTRICTION']]);
  });

  it('takes effect when its shielding tells nothing new, because the child is shielded already', async () => {
    const { iin, family } = await shielded();
    await authority.rows('delete from shielding where iin = $1', [iin]);
    await authority.rows(`update placement set valid_to = valid_from, end_reason = 'NEW_PLACEMENT' where iin = $1`, [iin]);
    const institution = await authority.placed(iin, { form: 'INSTITUTION', institution: INSTITUTION, occurredOn: '2026-01-01' });
    await authority.change('shieldPlacement', institution.id, { occurredOn: '2026-01-01' });
    const waiting = { iin, family, id: (await authority.placed(iin, { form: 'GUEST', family: family.id, shielded: true })).id };
    await applyAndSay(...(await all()));
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
    expect((await told(waiting)).filter((type) => type === 'GUARDIANSHIPS')).toHaveLength(1);
  });
});

it('a child goes from one shielded placement to another without a moment in which it is not shielded', async () => {
  const first = await shielded();
  const [registry, ...others] = await all();
  await applyAndSay(registry, ...others);
  await until(async () => (await statusOf(first)) === 'ACTIVE');
  await authority.change('endPlacement', first.id, { reason: 'NEW_PLACEMENT' });
  const next = { ...first, id: (await authority.placed(first.iin, { family: (await authority.family()).id, occurredOn: '2026-09-20', shielded: true })).id };
  await applyAndSay(registry, ...others);
  await until(async () => (await statusOf(next)) === 'ACTIVE');
  await applyAndSay(registry, ...others);
  const restrictions = (await authority.outbox(first.iin)).filter(({ type }) => type === 'RESTRICTION');
  expect(restrictions.map(({ data }) => data['periods'])).toEqual(restrictions.map(() => [{ from: '2026-09-01', to: null }]));
  expect(await databases.registry.rows('select superseded_at, valid_to from restriction where iin = ?', [first.iin])).toEqual([{ superseded_at: null, valid_to: null }]);
  expect(await authority.rows(`select to_char(s.valid_from, 'MM-DD') as "from", to_char(s.valid_to, 'MM-DD') as "to" from shielding s where iin = $1 order by 1`, [first.iin]))
    .toEqual([{ from: '09-01', to: '09-20' }, { from: '09-20', to: null }]);
});

describe('taking effect', () => {
  it('happens once, however many instances are asked at once', async () => {
    const waiting = await Promise.all([shielded(), shielded(), shielded()]);
    const another = await authority.care.another();
    const at = { url: another.url, clock: authority.care.clock };
    const [registry, ...others] = [await consumer('registry'), await consumer('benefits'), await consumer('schools', RESTRICTED, at)];
    for (const one of waiting) {
      await until(async () => {
        await Promise.all([registry, ...others].map((programme) => programme.drain()));
        return (await statusOf(one)) === 'ACTIVE';
      });
      expect([await told(one), (await journal(one)).length]).toEqual([['RESTRICTION', 'GUARDIANSHIPS'], 2]);
    }
    await another.close();
  });

  it('that fails leaves nothing, stops no other, and is tried again', async () => {
    const [waiting, other] = [await shielded(), await shielded()];
    const [registry, ...others] = await all();
    await authority.rows(`create function boom() returns trigger language plpgsql as $$ begin
      if new.placement_id = (select id from placement where public_id = '${waiting.id}') then raise exception 'disk full' using errcode = '53100'; end if; return new; end $$`);
    await authority.rows('create trigger boom before insert on placement_event for each row execute function boom()');
    await applyAndSay(registry, ...others);
    await until(async () => (await statusOf(other)) === 'ACTIVE');
    expect([await statusOf(waiting), await told(waiting), await journal(waiting)]).toEqual(['PENDING', ['RESTRICTION'], [{ kind: 'RECORDED', version: 1 }]]);
    await authority.rows('drop trigger boom on placement_event');
    await later();
    await registry.drain();
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
    expect(await Promise.all([waiting, other].map(told))).toEqual([['RESTRICTION', 'GUARDIANSHIPS'], ['RESTRICTION', 'GUARDIANSHIPS']]);
  });

  it('by a process that is killed in the midst of it heals with the next one', async () => {
    const waiting = await shielded();
    const process_ = fork(builtModule('subgraphs/foster-families/main.js'), [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env['PATH'], DATABASE_URL: authority.care.database.appUrl, GATEWAY_KEY: secret(), LEDGER_KEY: authority.care.ledgerKey, OIDC_ISSUER: 'http://127.0.0.1:1', DRAIN_DELAY_MS: '0', LOG_LEVEL: 'silent',
        FEED_KEY_REGISTRY: keys.registry, FEED_KEY_BENEFITS: keys.benefits, FEED_KEY_SCHOOLS: keys.schools,
      },
    });
    const [{ ready: url }] = (await once(process_, 'message')) as [{ ready: string }];
    const at = { url, clock: systemClock };
    await authority.rows(`create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$`);
    await authority.rows('create trigger wait after insert on placement_event for each row execute function wait()');
    await applyAndSay(...(await all(at)));
    const ASLEEP = `from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`;
    await until(async () => (await authority.rows(`select 1 ${ASLEEP}`)).length === 1);
    await killed(process_);
    await authority.rows(`select pg_terminate_backend(pid) ${ASLEEP}`);
    await authority.rows('drop trigger wait on placement_event');
    expect([await statusOf(waiting), await told(waiting), await journal(waiting)]).toEqual(['PENDING', ['RESTRICTION'], [{ kind: 'RECORDED', version: 1 }]]);
    await later();
    await (await consumer('schools')).drain();
    await until(async () => (await statusOf(waiting)) === 'ACTIVE');
    expect([await told(waiting), (await journal(waiting)).length]).toEqual([['RESTRICTION', 'GUARDIANSHIPS'], 2]);
  });
});

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
