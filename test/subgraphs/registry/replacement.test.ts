import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ASTANA } from '../../../soak/support/civil-register.js';
import { withClient } from '../../support/kept-connections.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_OFFICE, ASTANA_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const RECORD = `birthDate sex name { ru { full } } citizenships { country validFrom validTo source } residence { address } lifeStatus { code }
  parents { person { iin } role basis validFrom validTo source rights } siblings { child { iin } } birthOrder guardianships { form } facts { birthDate registeredOn }`;
const record = async (iin: string) => (await registrar.ask(`query ($iin: IIN!) { child(iin: $iin) { ${RECORD} } }`, { iin })).data?.['child'];
const replace = (iin: string, newIin: string, more: object = {}, viewer?: Parameters<Registrar['change']>[2]) =>
  registrar.change('replaceIin', { iin, newIin, basis: 'ADOPTION', occurredOn: '2026-09-30', ...more }, viewer);

const send = (mutation: string, input: object) => registrar.mutate(mutation, { expectedVersion: 1, occurredOn: '2026-09-30', source: 'x', ...input });

/** A child with brothers, parents, a limited father and a past, and the IIN they get instead. */
async function someChild() {
  const family = await registrar.family();
  const { mother, father, child } = family;
  const sibling = await registrar.person('2018-01-01', { parents: [{ iin: mother, role: 'MOTHER' }, { iin: father, role: 'FATHER' }] });
  await registrar.change('registerResidence', { iin: child, occurredOn: '2020-01-01', home: { ...ALMATY, address: 'Сәтбаев 3' } });
  await registrar.change('changeParentalRights', { childIin: child, parentIin: father, change: 'LIMITED', occurredOn: '2021-01-01' });
  return { ...family, sibling, newIin: registrar.iin() };
}

/** Tables of the database in which some text stands, in whatever column. */
async function whereIs(text: string): Promise<string[]> {
  const tables = await registrar.rows<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
  const found = await Promise.all(tables.map(async ({ name }) => ((await registrar.rows(`select 1 from "${name}" t where t::text like $1 limit 1`, [`%${text}%`])).length > 0 ? [name] : [])));
  return found.flat().sort();
}

describe('replaceIin', () => {
  it('gives the whole record to the new IIN', async () => {
    const { child, newIin, sibling } = await someChild();
    const before = await record(child);
    expect(before).toMatchObject({ birthDate: '2015-05-14', parents: [{}, {}], siblings: [{}] });
    expect(await replace(child, newIin)).toMatchObject({ kind: 'IIN_REPLACED', version: 4, person: { iin: newIin, version: 4 }, child: { iin: newIin } });
    expect(await record(newIin)).toEqual(before);
    const { data } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { siblings { child { iin } } } }', { iin: sibling });
    expect(data?.['child']).toEqual({ siblings: [{ child: { iin: newIin } }] });
    expect((await registrar.outbox(child)).at(-1)).toMatchObject({ type: 'IIN_REPLACED', occurred_on: '2026-09-30', data: { oldIin: child, newIin } });
  });

  it('takes along what somebody is as a parent', async () => {
    const { mother, child } = await someChild();
    const newIin = registrar.iin();
    await replace(mother, newIin);
    const sees = async (iin: string) => (await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { birthDate } }', { iin: child }, viewerAs('citizen', { iin, regions: [] }))).errors.map(({ extensions }) => extensions['code']);
    expect([await sees(newIin), await sees(mother)]).toEqual([[], ['WITHHELD']]);
    const { data } = await registrar.ask('{ me { iin version children { iin } } }', {}, viewerAs('citizen', { iin: mother, regions: [] }));
    expect(data?.['me']).toEqual({ iin: mother, version: null, children: null });
  });

  it('leaves the old IIN nowhere but where nothing reads it', async () => {
    const { child, newIin } = await someChild();
    await replace(child, newIin);
    // The event is the feed's to seal, once everybody has applied it.
    expect(await whereIs(child)).toEqual(['iin_replacement', 'outbox']);
    await withClient(registrar.registry.database.appUrl, async (app) => {
      for (const path of ['register', 'relation']) {
        await app.query(`select set_config('app.path', $1, false), set_config('app.regions', '*', false)`, [path]);
        for (const table of ['iin_replacement', 'earlier_identity']) await expect(app.query(`select * from ${table}`)).rejects.toMatchObject({ code: '42501' });
        for (const table of ['iin_replacement', 'earlier_identity']) await expect(app.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
      }
      expect((await app.query('select iin_was_replaced($1) as old, iin_was_replaced($2) as new', [child, newIin])).rows).toEqual([{ old: true, new: false }]);
    });
    await expect(withClient(registrar.registry.database.auditUrl, (audit) => audit.query('select * from iin_replacement'))).rejects.toMatchObject({ code: '42501' });
    await expect(withClient(registrar.registry.database.auditUrl, (audit) => audit.query('select iin_was_replaced($1)', [child]))).rejects.toMatchObject({ code: '42501' });
  });

  it('makes the old IIN answer like one that never was, on every path', async () => {
    const { mother, child, newIin } = await someChild();
    await replace(child, newIin);
    const never = registrar.iin();
    const viewers = [viewerAs('ministry:registry'), viewerAs('caseworker'), viewerAs('citizen', { iin: mother, regions: [] }), ALMATY_OFFICE, ASTANA_OFFICE, viewerAs('ombudsman')];
    const queries = [
      `query ($iin: IIN!) { child(iin: $iin) { ${RECORD} version } }`,
      'query ($iin: IIN!) { person(iin: $iin) { iin name { ru { full } } children { iin } } }',
      'query ($iin: IIN!) { registrationsOf(iin: $iin) { edges { node { kind } } } }',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin birthDate grant { relation } facts { birthDate } parents { role } } ... on Person { name { ru { full } } } } }',
    ];
    for (const viewer of viewers) {
      for (const query of queries) {
        const answers = await Promise.all([child, never].map(async (iin) => {
          const { status, data, errors } = await registrar.ask(query, { iin, r: [{ __typename: 'Child', iin }] }, viewer);
          return JSON.stringify([status, data, errors.map(({ message, path, extensions }) => [message, path, extensions['code']])]).replaceAll(iin, 'IIN');
        }));
        expect(answers[0]).toBe(answers[1]);
      }
    }
    const parent = await registrar.person('2026-01-01');
    const inputs: [string, (iin: string) => object][] = [
      ['registerDeath', (iin) => ({ iin })],
      ['changeCitizenship', (iin) => ({ iin, change: 'LOST', country: 'KZ' })],
      ['registerResidence', (iin) => ({ iin, home: ASTANA })],
      ['registerParentage', (childIin) => ({ childIin, change: 'ESTABLISHED', parents: [{ iin: mother, role: 'MOTHER' }] })],
      ['registerParentage', (iin) => ({ childIin: parent, change: 'ESTABLISHED', parents: [{ iin, role: 'MOTHER' }] })],
      ['changeParentalRights', (childIin) => ({ childIin, parentIin: mother, change: 'LIMITED' })],
      ['changeParentalRights', (parentIin) => ({ childIin: parent, parentIin, change: 'LIMITED' })],
      ['replaceIin', (iin) => ({ iin, newIin: registrar.iin(), basis: 'CORRECTION' })],
    ];
    for (const [mutation, of] of inputs) {
      const [old, unknown] = [await send(mutation, of(child)), await send(mutation, of(never))];
      expect(old).toEqual(unknown);
      expect(old.code).toMatch(/UNKNOWN_PERSON|NOT_ON_RECORD/);
    }
  });

  it('never gives the old IIN out again, nor the new one twice', async () => {
    const { child, mother, newIin } = await someChild();
    await replace(child, newIin);
    for (const iin of [child, newIin]) {
      expect(await registrar.mutate('registerBirth', registrar.birth({ iin }))).toMatchObject({ code: 'IIN_NOT_AVAILABLE', field: 'input.iin' });
      expect(await replace(mother, iin)).toMatchObject({ code: 'IIN_NOT_AVAILABLE', field: 'input.newIin' });
    }
    expect((await replace(newIin, newIin)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.newIin' } }]);
    expect(await registrar.version(mother)).toBe(1);
  });

  it('of one person again, and back to none', async () => {
    const { child, newIin } = await someChild();
    const third = registrar.iin();
    await replace(child, newIin);
    expect(await replace(newIin, third, { basis: 'CORRECTION' })).toMatchObject({ person: { iin: third } });
    expect(await replace(third, child)).toMatchObject({ code: 'IIN_NOT_AVAILABLE' });
    expect([await record(child), await record(newIin)]).toEqual([null, null]);
  });

  it('is repeated under its key, while earlier requests about the old IIN are new ones', async () => {
    const birth = { ...registrar.birth({}), idempotencyKey: randomUUID() };
    const { iin } = birth;
    expect(await registrar.mutate('registerBirth', birth)).toMatchObject({ kind: 'BIRTH' });
    const move = { idempotencyKey: randomUUID(), iin, expectedVersion: 1, occurredOn: '2026-09-10', source: 'x', home: ASTANA };
    expect(await registrar.mutate('registerResidence', move)).toMatchObject({ kind: 'RESIDENCE' });
    const key = randomUUID();
    const other = registrar.iin();
    const first = await replace(iin, other, { idempotencyKey: key, expectedVersion: 2 });
    expect(await replace(iin, other, { idempotencyKey: key, expectedVersion: 2 })).toEqual(first);
    expect(await registrar.mutate('registerBirth', birth)).toMatchObject({ code: 'IIN_NOT_AVAILABLE' });
    expect(await registrar.mutate('registerResidence', move)).toMatchObject({ code: 'UNKNOWN_PERSON' });
  });

  it('waits for nobody and loses to nobody: of two at once one succeeds', async () => {
    const { child } = await someChild();
    const version = await registrar.version(child);
    const answers = await Promise.all([registrar.iin(), registrar.iin(), registrar.iin()].map((newIin) => replace(child, newIin, { expectedVersion: version })));
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['Registration', 'UNKNOWN_PERSON', 'UNKNOWN_PERSON']);
  });

  it('of two people to one new IIN at once one succeeds', async () => {
    const people = [await registrar.person('2001-01-01'), await registrar.person('2001-01-01'), await registrar.person('2001-01-01')];
    const newIin = registrar.iin();
    const answers = await Promise.all(people.map((iin) => replace(iin, newIin)));
    expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual(['IIN_NOT_AVAILABLE', 'IIN_NOT_AVAILABLE', 'Registration']);
  });

  it('never lets a birth slip in under the IIN that is being given up', async () => {
    for (let i = 0; i < 10; i += 1) {
      const iin = await registrar.person('2001-01-01');
      const [replaced, born] = await Promise.all([replace(iin, registrar.iin(), { expectedVersion: 1 }), registrar.mutate('registerBirth', registrar.birth({ iin }))]);
      expect([replaced.kind, born.code]).toEqual(['IIN_REPLACED', 'IIN_NOT_AVAILABLE']);
    }
  });

  it('is a regional body\'s to register for its own people', async () => {
    const here = await registrar.person('2001-01-01');
    expect(await replace(here, registrar.iin(), {}, ASTANA_OFFICE)).toMatchObject({ code: 'UNKNOWN_PERSON' });
    const newIin = registrar.iin();
    expect(await replace(here, newIin, {}, ALMATY_OFFICE)).toMatchObject({ person: { iin: newIin, version: 2 } });
  });
});
