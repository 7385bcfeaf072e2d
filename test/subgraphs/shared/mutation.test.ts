import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { database as definition } from '../../../subgraphs/registry/orm.config.js';
import type { SubgraphContext } from '../../../subgraphs/shared/context.js';
import { Database } from '../../../subgraphs/shared/database/database.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { AccessJournal } from '../../../subgraphs/shared/ledger/journal.js';
import type { WriteEntry } from '../../../subgraphs/shared/ledger/write-ledger.js';
import { defineLoader } from '../../../subgraphs/shared/loader.js';
import { forgetIin } from '../../../subgraphs/shared/mutation/idempotency.js';
import { mutate, type MutationRule, type Work } from '../../../subgraphs/shared/mutation/mutate.js';
import { requireVersion } from '../../../subgraphs/shared/mutation/refusal.js';
import { Refusal } from '../../../subgraphs/shared/mutation/refusal.type.js';
import { freshDatabase, UNHURRIED, type FreshDatabase } from '../../support/database.js';
import { viewerAs } from '../../support/gateway-call.js';

const IIN = '150514900002';
const OTHER = '880617900004';
const RULE: MutationRule = { coordinate: 'Mutation.moveHouse', roles: ['ministry:registry'], purpose: 'CIVIL_REGISTRATION' };

interface Input {
  idempotencyKey: string;
  iin: string;
  district?: string;
}

let fresh: FreshDatabase;
let database: Database;
const entries: WriteEntry[] = [];

beforeAll(async () => {
  fresh = await freshDatabase('registry');
  database = await Database.open(definition, fresh.appUrl, new LedgerKey('a'.repeat(64)), { patience: UNHURRIED });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});
beforeEach(async () => {
  entries.length = 0;
  await withClient(fresh.adminUrl, (admin) => admin.query('truncate residence, idempotency'));
});

const contextOf = (claims: Partial<SubgraphContext> = {}, at = database): SubgraphContext => ({
  viewer: viewerAs('ministry:registry'),
  purpose: 'CIVIL_REGISTRATION',
  caseNumber: null,
  now: new Date('2026-10-01T07:00:00Z'),
  scopes: new Set(['identity']),
  language: 'EN',
  today: '2026-10-01',
  correlationId: 'test',
  journal: new AccessJournal({ viewer: null, purpose: null, caseNumber: null, correlationId: 'test', door: 'OWN' }),
  database: at.forRequest({ append: (_em, entry) => Promise.resolve((ending) => void (ending === 'COMMITTED' && entries.push(entry))) }),
  ...claims,
});

/** Stands for any work: one row, by whose internal key the answer is made. */
const settle = (input: Input): Work<{ id: string }> => async (em) => {
  const [row] = await em.execute<{ id: string }[]>(
    `insert into residence (iin, region_kato, district_kato, address, valid_from, source) values (?, '750000000', '751410000', 'x', '2026-01-01', 'test') returning id::text`,
    [input.iin],
  );
  return { reference: { id: row?.id ?? '' }, subjects: [input.iin] };
};

/** Opens when so many have come to it. */
function gate(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come >= count) resolve();
    return promise;
  };
}

const run = (input: Input, context = contextOf(), work = settle(input)) => mutate(context, RULE, input, work);
const inputOf = (more: Partial<Input> = {}): Input => ({ idempotencyKey: randomUUID(), iin: IIN, ...more });
const rows = async (table: string): Promise<Record<string, unknown>[]> =>
  withClient(fresh.adminUrl, async (admin) => (await admin.query<Record<string, unknown>>(`select * from ${table}`)).rows);

describe('a key', () => {
  it('has one effect and one answer, with one record', async () => {
    const input = inputOf();
    const first = await run(input);
    expect(await run({ ...input })).toEqual(first);
    expect(await rows('residence')).toHaveLength(1);
    expect(entries).toEqual([{ coordinate: 'Mutation.moveHouse', subjects: [IIN] }]);
  });

  it('has one effect fifty times at once', async () => {
    const input = inputOf();
    const answers = await Promise.all(Array.from({ length: 50 }, () => run({ ...input })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rows('residence')).toHaveLength(1);
    expect(entries).toHaveLength(1);
  });

  it('is refused with another input, and belongs to its client and account', async () => {
    const input = inputOf();
    await run(input);
    expect(await run({ ...input, iin: OTHER })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', field: 'input.idempotencyKey' });
    expect(await run(input, contextOf({ viewer: viewerAs('ministry:registry', { subject: 'somebody else' }) }))).not.toBeInstanceOf(Refusal);
    expect(await rows('residence')).toHaveLength(2);
  });

  it('goes to the next who asks when the first of them fails', async () => {
    const input = inputOf();
    let failed = false;
    const failing: Work<{ id: string }> = async (em, viewer) => {
      const done = await settle(input)(em, viewer);
      if (failed) return done;
      failed = true;
      throw new Error('the first one breaks');
    };
    const answers = await Promise.allSettled([run(input, contextOf(), failing), run(input, contextOf(), failing), run(input, contextOf(), failing)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await rows('residence')).toHaveLength(1);
  });

  it('leaves neither itself nor its input in the table', async () => {
    const input = inputOf({ district: '751410000' });
    await run(input);
    const [row] = await rows('idempotency');
    expect(JSON.stringify({ ...row, names: null })).not.toMatch(new RegExp(`${input.idempotencyKey}|${IIN}|751410000`));
    expect(row?.['names']).toEqual([IIN]);
  });

  it('is forgotten after its time', async () => {
    const input = inputOf();
    await run(input);
    await withClient(fresh.adminUrl, (admin) => admin.query(`update idempotency set created_at = now() - interval '31 days'`));
    await run(inputOf({ iin: OTHER }));
    expect(await rows('idempotency')).toMatchObject([{ names: [OTHER] }]);
  });

  it('is forgotten with the IIN that its input names, but for the request that replaced it', async () => {
    const input = inputOf();
    await run(input);
    await run(inputOf({ iin: OTHER }));
    const replace = inputOf({ district: OTHER });
    const work: Work<{ done: boolean }> = async (em) => {
      await forgetIin(em, IIN);
      return { reference: { done: true }, subjects: [OTHER], retired: [IIN] };
    };
    expect(await mutate(contextOf(), RULE, replace, work)).toEqual({ done: true });
    expect(JSON.stringify(await rows('idempotency'))).not.toContain(IIN);
    expect(await mutate(contextOf(), RULE, replace, work)).toEqual({ done: true });
    expect(await rows('idempotency')).toHaveLength(2);
  });
});

describe('a transaction that gave way to another', () => {
  /** Fails as PostgreSQL does, the first times. */
  const givingWay = (input: Input, times: number, code: string): Work<{ id: string }> => {
    let left = times;
    return async (em, viewer) => {
      const done = await settle(input)(em, viewer);
      left -= 1;
      if (left >= 0) await em.execute(`do $$ begin raise exception 'x' using errcode = '${code}'; end $$`);
      return done;
    };
  };

  it('is run again, and has one effect', async () => {
    for (const code of ['40P01', '40001']) {
      const input = inputOf();
      expect(await run(input, contextOf(), givingWay(input, 2, code))).toMatchObject({ id: expect.any(String) });
    }
    expect([await rows('residence'), entries]).toMatchObject([{ length: 2 }, { length: 2 }]);
  });

  /** Two that meet at a gate in their midst: how often each was tried. */
  async function collide(before: (em: EntityManager, one: number) => Promise<unknown>, after: (em: EntityManager, one: number) => Promise<unknown>, context = contextOf()): Promise<number> {
    const meet = gate(2);
    let tries = 0;
    const answers = [0, 1].map((one) => {
      const input = inputOf();
      return run(input, context, async (em, viewer) => {
        tries += 1;
        await before(em, one);
        await meet();
        await after(em, one);
        return settle(input)(em, viewer);
      });
    });
    expect(await Promise.all(answers)).toMatchObject([{ id: expect.any(String) }, { id: expect.any(String) }]);
    expect([await rows('residence'), await rows('idempotency'), entries]).toMatchObject([{ length: 2 }, { length: 2 }, { length: 2 }]);
    return tries;
  }

  it('in a deadlock is run again, and both have one effect', async () => {
    const lock = (em: EntityManager, which: number) => em.execute('select pg_advisory_xact_lock(?)', [which]);
    expect(await collide(lock, (em, one) => lock(em, 1 - one))).toBe(3);
  });

  it('because of its isolation is run again, and both have one effect', async () => {
    await withClient(fresh.adminUrl, (admin) => admin.query(`alter database "${fresh.name}" set default_transaction_isolation = 'serializable'`));
    const isolated = await Database.open(definition, fresh.appUrl, new LedgerKey('a'.repeat(64)), { patience: UNHURRIED });
    const look = (em: EntityManager) => em.execute('select count(*) from residence');
    expect(await collide(look, () => Promise.resolve(), contextOf({}, isolated))).toBeGreaterThan(2);
    await isolated.close();
    await withClient(fresh.adminUrl, (admin) => admin.query(`alter database "${fresh.name}" reset default_transaction_isolation`));
  });

  it('is given up after three times, and anything else at once', async () => {
    const input = inputOf();
    await expect(run(input, contextOf(), givingWay(input, 3, '40P01'))).rejects.toMatchObject({ code: '40P01' });
    await expect(run(input, contextOf(), givingWay(input, 1, '53100'))).rejects.toMatchObject({ code: '53100' });
    expect([await rows('residence'), entries]).toEqual([[], []]);
  });
});

describe('a refusal', () => {
  const refusing = (input: Input): Work<{ id: string }> => async (em, viewer) => {
    await settle(input)(em, viewer);
    requireVersion(1, 7);
    throw new Error('not reached');
  };

  it('rolls back what the work did, is recorded, and does not use up the key', async () => {
    const input = inputOf();
    const answer = await run(input, contextOf(), refusing(input));
    expect(answer).toBeInstanceOf(Refusal);
    expect(answer).toMatchObject({ code: 'VERSION_CONFLICT', field: 'input.expectedVersion', currentVersion: 7 });
    expect(await rows('residence')).toEqual([]);
    expect(await rows('idempotency')).toEqual([]);
    expect(entries).toEqual([{ coordinate: 'Mutation.moveHouse', subjects: [IIN], refusal: 'VERSION_CONFLICT' }]);
    expect(await run(input)).toMatchObject({ id: expect.any(String) });
  });

  it('is nothing that a fault is taken for', async () => {
    const input = inputOf();
    const broken: Work<{ id: string }> = () => Promise.reject(new Error('broken'));
    await expect(run(input, contextOf(), broken)).rejects.toThrow('broken');
    expect([await rows('idempotency'), entries]).toEqual([[], []]);
  });
});

describe('who may ask', () => {
  it('is decided by role and purpose before anything is done', async () => {
    const input = inputOf();
    const never: Work<{ id: string }> = () => Promise.reject(new Error('reached'));
    await expect(run(input, contextOf({ viewer: viewerAs('caseworker') }), never)).rejects.toMatchObject({ extensions: { code: 'ROLE_NOT_ALLOWED' } });
    await expect(run(input, contextOf({ purpose: 'CHILD_PROFILE' }), never)).rejects.toMatchObject({ extensions: { code: 'PURPOSE_NOT_ALLOWED' } });
    await expect(run(input, contextOf({ viewer: null }), never)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });

  it('writes within the regions of the token only', async () => {
    const input = inputOf();
    await expect(run(input, contextOf({ viewer: viewerAs('ministry:registry', { regions: ['100000000'] }) }))).rejects.toMatchObject({ code: '42501' });
    expect(await rows('idempotency')).toEqual([]);
    expect(await run(input, contextOf({ viewer: viewerAs('ministry:registry', { regions: ['750000000'] }) }))).toMatchObject({ id: expect.any(String) });
  });
});

it('a request reads anew what its own mutation changed', async () => {
  const count = defineLoader<string, number>(async (iins, context) => {
    const found = await context.database.relation.execute<{ iin: string }[]>('select iin from residence where iin in (?)', [[...iins]]);
    return iins.map((iin) => found.filter((row) => row.iin === iin).length);
  });
  const context = contextOf();
  const before = await count(context).load(IIN);
  await run(inputOf(), context);
  expect([before, await count(context).load(IIN)]).toEqual([0, 1]);
});

it('the table is closed but for the register path', async () => {
  await run(inputOf());
  const asApp = (path: string) =>
    withClient(fresh.appUrl, async (app) => {
      await app.query(`select set_config('app.path', $1, false), set_config('app.regions', '*', false)`, [path]);
      return (await app.query('select * from idempotency')).rowCount;
    });
  expect([await asApp(''), await asApp('relation'), await asApp('register')]).toEqual([0, 0, 1]);
  await expect(withClient(fresh.auditUrl, (audit) => audit.query('select * from idempotency'))).rejects.toMatchObject({ code: '42501' });
});
