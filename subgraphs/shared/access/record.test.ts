import { buildSchema, graphql } from 'graphql';
import type { FastifyRequest } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { caseNumberOf } from './case-number.js';
import { requireGrant, type AccessGrant } from './grant.js';
import { refuseOwnRecord } from './own-record.js';
import { definePathLoader, opened, openedUnshielded, type AccessPath } from './path.js';
import { registerRegions } from './regions.js';
import type { Role, Viewer } from './viewer.js';

const IIN = '150601900015';
const viewer = (change: Partial<Viewer>): Viewer => ({ subject: 's', role: 'ministry:benefits', client: 'c', iin: IIN, organisation: null, regions: [], scopes: [], documents: 'trusted', ...change });
const withheldFor = (reason: string) => expect.objectContaining({ reason, extensions: { code: 'WITHHELD' } }) as Error;

describe('a record', () => {
  const grant: AccessGrant = { relation: 'PARENT', classes: ['identity', 'care'], restricted: true };

  it('is opened by a grant with its field class, and stays shielded', () => {
    expect(requireGrant(IIN, grant, 'care')).toEqual({ iin: IIN, restricted: true });
    expect(requireGrant(IIN, { ...grant, restricted: false }, 'identity')).toEqual({ iin: IIN, restricted: false });
  });

  it('is withheld from a stranger, from an official of the family and in other classes, each for its reason in the ledger', () => {
    for (const none of [null, undefined]) expect(() => requireGrant(IIN, none, 'care')).toThrow(withheldFor('NO_RELATION'));
    expect(() => requireGrant(IIN, { ...grant, relation: 'OWN_RELATIVE' }, 'care')).toThrow(withheldFor('OWN_RELATIVE'));
    expect(() => requireGrant(IIN, grant, 'savings')).toThrow(withheldFor('CLASS_NOT_OPEN'));
  });

  it('is not opened by its key alone', () => {
    const record = { iin: IIN, restricted: true, path: 'register' } as const;
    expect(opened(record)).toBe(record);
    for (const none of [null, undefined]) expect(() => opened(none)).toThrow(withheldFor('KEY_ALONE'));
    expect(() => openedUnshielded(null)).toThrow(withheldFor('KEY_ALONE'));
  });

  it('does not tell where a shielded child is', () => {
    expect(() => openedUnshielded({ iin: IIN, restricted: true, path: 'relation' })).toThrow(withheldFor('SHIELDED'));
    const free = { iin: IIN, restricted: false, path: 'relation' } as const;
    expect(openedUnshielded(free)).toBe(free);
  });
});

it('a look-up goes by the path of the record that it is for, with one statement on each', async () => {
  const batches: unknown[] = [];
  const rows = definePathLoader<number, string>(
    (_context, work) => work({ name: 'register' } as never),
    (em, keys, context) => {
      const { name } = em as never as { name: string };
      batches.push([name, keys, context]);
      return Promise.resolve(keys.map((key) => `${name} ${key}`));
    },
  );
  const context = { database: { relation: { name: 'relation' } } } as never;
  const load = (path: AccessPath, key: number): Promise<string> => rows(context, path).load(key);
  expect(await Promise.all([load('relation', 1), load('register', 1), load('relation', 2), load('register', 3)])).toEqual(['relation 1', 'register 1', 'relation 2', 'register 3']);
  expect(batches).toEqual([['relation', [1, 2], context], ['register', [1, 3], context]]);
});

describe('regions of the register', () => {
  it('are the whole country for a ministry\'s central staff, and else those of the token', () => {
    expect(registerRegions(viewer({}))).toEqual(['*']);
    expect(registerRegions(viewer({ regions: ['710000000'] }))).toEqual(['710000000']);
    for (const role of ['caseworker', 'auditor', 'operator'] as const satisfies Role[]) expect(registerRegions(viewer({ role }))).toEqual([]);
  });
});

describe('a case number', () => {
  const said = (...values: string[]) => caseNumberOf({ raw: { headersDistinct: { 'x-case-number': values } } } as unknown as FastifyRequest);

  it('is what the header says, and none without it', () => {
    expect(said()).toBeNull();
    for (const one of ['7', 'GA-7/2026', 'a._-/9', 'x'.repeat(64)]) expect(said(one)).toBe(one);
  });

  it('is no more than 64 letters and digits, of which it begins with one', () => {
    for (const one of ['', '-7', 'a b', 'ы', 'a\n', `a${'x'.repeat(64)}`]) expect(() => said(one)).toThrow(expect.objectContaining({ message: 'X-Case-Number: 1 to 64 Latin letters, digits and / . _ -, of which the first is a letter or a digit.', extensions: { code: 'BAD_REQUEST' } }));
    expect(() => said('GA-7', 'GA-8')).toThrow('once only');
  });
});

describe('their own record', () => {
  const schema = buildSchema('scalar IIN type Query { look(iin: IIN): Int granted(iin: IIN): Int count: Int } type Mutation { change(iin: IIN, name: String): Int }');
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    const change = root?.getFields()['change'];
    if (change !== undefined) change.resolve = () => 7;
  }
  beforeAll(() => refuseOwnRecord(schema, ['granted']));

  async function ask(source: string, who: Viewer | null) {
    const { data, errors = [] } = await graphql({ schema, source, contextValue: { viewer: who }, rootValue: { look: 1, granted: 2, count: 3 } });
    return errors.length > 0 ? errors.map(({ originalError }) => (originalError as { reason?: string } | undefined)?.reason) : data;
  }

  it('is refused to officials who name it in a look-up or a change', async () => {
    expect(await ask(`{ look(iin: "${IIN}") }`, viewer({}))).toEqual(['OWN_RELATIVE']);
    expect(await ask(`mutation { change(iin: "${IIN}") }`, viewer({}))).toEqual(['OWN_RELATIVE']);
  });

  it('is left to the grant where that decides', async () => {
    expect(await ask(`{ granted(iin: "${IIN}") }`, viewer({}))).toEqual({ granted: 2 });
  });

  it('is no one else\'s, nor a citizen\'s concern', async () => {
    expect(await ask(`{ look(iin: "900101900018") count }`, viewer({}))).toEqual({ look: 1, count: 3 });
    expect(await ask(`mutation { change(iin: "900101900018", name: "${IIN}") }`, viewer({}))).toEqual({ change: 7 });
    for (const who of [viewer({ role: 'citizen' }), viewer({ iin: null }), null]) expect(await ask(`{ look(iin: "${IIN}") }`, who)).toEqual({ look: 1 });
  });
});
