import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ASTANA, type Input } from '../../../soak/support/civil-register.js';
import type { Clock } from '../../../subgraphs/shared/clock.js';
import { viewerAs } from '../../support/gateway-call.js';
import { Registrar } from './registrar.js';

/** 23:30 on 30 September in UTC is 04:30 on 1 October in Almaty. */
const time = { now: '2026-10-01T07:00:00Z' };
const clock: Clock = { now: () => new Date(time.now) };

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start({ clock });
});
afterAll(() => registrar.close());

const marry = (iin: string, spouseIin: string, more: Input = {}) => registrar.change('registerMarriage', { iin, spouseIin, change: 'CONCLUDED', occurredOn: '2026-10-01', ...more });
const PERMISSION = 'Registry office of Almaty, 12/2026';

/** A child of 17 with a mother, and somebody of 20. */
async function betrothed(): Promise<{ mother: string; child: string; spouse: string }> {
  const mother = await registrar.person('1985-05-05');
  const child = await registrar.person('2009-03-03', { parents: [{ iin: mother, role: 'MOTHER' }] });
  return { mother, child, spouse: await registrar.person('2006-06-06', { sex: 'MALE' }) };
}

const seenBy = async (who: string, iin: string): Promise<string> => {
  const { data, errors } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { birthDate } }', { iin }, viewerAs('citizen', { iin: who, regions: [] }));
  return data?.['child'] == null ? String(errors[0]?.extensions['code']) : 'SEEN';
};

describe('registerMarriage', () => {
  it('ends a mother\'s access on its day, by the calendar of Almaty, and leaves the child\'s own', async () => {
    const { mother, child, spouse } = await betrothed();
    expect(await marry(child, spouse, { permission: PERMISSION })).toMatchObject({ kind: 'MARRIAGE', version: 2 });
    expect(await registrar.version(spouse)).toBe(2);
    const [before, day] = ['2026-09-30T18:59:59Z', '2026-09-30T19:00:00Z'];
    for (const [now, seen] of [[before, 'SEEN'], [day, 'WITHHELD']] as const) {
      time.now = now;
      expect([now, await seenBy(mother, child), await seenBy(child, child)]).toEqual([now, seen, 'SEEN']);
    }
    time.now = '2026-10-01T07:00:00Z';
    expect(await registrar.change('registerMarriage', { iin: child, spouseIin: spouse, change: 'VOID', occurredOn: '2026-10-01' })).toMatchObject({ kind: 'MARRIAGE_VOID' });
    expect([await seenBy(mother, child), await registrar.facts('marriage', spouse)]).toEqual(['SEEN', []]);
  });

  it('ends it at the 18th birthday, too', async () => {
    const mother = await registrar.person('1985-05-05');
    const child = await registrar.person('2008-10-01', { parents: [{ iin: mother, role: 'MOTHER' }] });
    for (const [now, seen] of [['2026-09-30T18:59:59Z', 'SEEN'], ['2026-09-30T19:00:00Z', 'WITHHELD']] as const) {
      time.now = now;
      expect([now, await seenBy(mother, child), await seenBy(child, child)]).toEqual([now, seen, 'SEEN']);
    }
    time.now = '2026-10-01T07:00:00Z';
  });

  it('stands on both records, as a fact that is ended once', async () => {
    const { child, spouse } = await betrothed();
    await marry(child, spouse, { occurredOn: '2026-08-01', permission: PERMISSION });
    expect(await registrar.change('registerMarriage', { iin: spouse, spouseIin: child, change: 'DISSOLVED', occurredOn: '2026-09-01' })).toMatchObject({ kind: 'MARRIAGE_DISSOLVED' });
    for (const [one, other] of [[child, spouse], [spouse, child]] as const) {
      expect(await registrar.facts('marriage', one)).toMatchObject([{ spouse_iin: other, from: '2026-08-01', to: '2026-09-01' }]);
      await expect(registrar.rows(`update marriage set valid_to = null where iin = $1`, [one])).rejects.toThrow(/never changed/);
    }
  });

  it('refuses', async () => {
    const { child, spouse, mother } = await betrothed();
    const young = await registrar.person('2010-10-02');
    expect(await marry(young, spouse, { permission: PERMISSION })).toMatchObject({ code: 'TOO_YOUNG', field: 'input.occurredOn' });
    expect((await marry(child, spouse)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.permission' } }]);
    expect((await marry(mother, spouse, { permission: PERMISSION })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.permission' } }]);
    expect(await marry(child, child, { permission: PERMISSION })).toMatchObject({ code: 'OWN_SPOUSE', field: 'input.spouseIin' });
    expect(await marry(child, registrar.iin(), { permission: PERMISSION })).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.spouseIin' });
    expect(await marry(mother, spouse)).toMatchObject({ kind: 'MARRIAGE' });
    expect(await marry(child, spouse, { permission: PERMISSION })).toMatchObject({ code: 'ALREADY_MARRIED', field: 'input.occurredOn' });
    expect(await registrar.change('registerMarriage', { iin: child, spouseIin: spouse, change: 'DISSOLVED', occurredOn: '2026-10-01' })).toMatchObject({ code: 'NOT_ON_RECORD' });
  });
});

const guard = (iin: string, representative: string, form: string, from: string, to: string | null = null) =>
  registrar.rows(`insert into guardianship (iin, representative_iin, form, body_bin, valid_from, valid_to, source) values ($1, $2, $3, '990140000106', $4, $5, 'act')`, [iin, representative, form, from, to]);

describe('who represents a child', () => {
  it('is another guardian from midnight in Almaty on', async () => {
    const { child } = await registrar.family();
    const [first, second] = [await registrar.person('1970-01-01'), await registrar.person('1971-01-01')];
    await guard(child, first, 'GUARDIANSHIP', '2025-01-01', '2026-10-01');
    await guard(child, second, 'GUARDIANSHIP', '2026-10-01');
    for (const [now, seen] of [['2026-09-30T18:59:59Z', ['SEEN', 'WITHHELD']], ['2026-09-30T19:00:00Z', ['WITHHELD', 'SEEN']]] as const) {
      time.now = now;
      expect([now, await seenBy(first, child), await seenBy(second, child)]).toEqual([now, ...seen]);
    }
    time.now = '2026-10-01T07:00:00Z';
  });

  it('is never a guest host; a professional carer is one without the birth family and where it lives', async () => {
    const { child, mother } = await registrar.family();
    const sibling = await registrar.person('2018-01-01', { parents: [{ iin: mother, role: 'MOTHER' }] });
    const [host, carer] = [await registrar.person('1970-01-01'), await registrar.person('1971-01-01')];
    await guard(child, host, 'GUEST', '2026-09-01');
    await guard(child, carer, 'PROFESSIONAL_FOSTER', '2026-09-01');
    expect([await seenBy(host, child), await seenBy(carer, child), await seenBy(carer, sibling)]).toEqual(['WITHHELD', 'SEEN', 'WITHHELD']);
    const query = `query ($iin: IIN!, $mother: IIN!, $sibling: IIN!) {
      child(iin: $iin) { residence { address } before: residence(on: "2020-01-01") { address } parents { name { ru { full } } person { residence { address } } } siblings { child { residence { address } } } guardianships { source } birthOrder }
      person(iin: $mother) { residence { address } } sibling: child(iin: $sibling) { residence { address } } }`;
    const { data, errors } = await registrar.ask(query, { iin: child, mother, sibling }, viewerAs('citizen', { iin: carer, regions: [] }));
    expect(data).toEqual({ child: { residence: { address: null }, before: { address: null }, parents: null, siblings: null, guardianships: null, birthOrder: null }, person: null, sibling: null });
    expect(new Set(errors.map(({ extensions }) => extensions['code']))).toEqual(new Set(['WITHHELD']));
    expect(JSON.stringify({ data, errors })).not.toContain(ALMATY.address);
  });
});

describe('an official of a region', () => {
  it('sees who lives there today; asking about a day in the past shows no more', async () => {
    const child = await registrar.person('2015-05-14');
    await registrar.change('registerResidence', { iin: child, occurredOn: '2026-10-01', home: ASTANA });
    const ask = async (region: string) => {
      const viewer = viewerAs('caseworker', { regions: [region] });
      const { data, errors } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { residence(on: "2026-09-30") { region { kato } } } }', { iin: child }, viewer);
      return [data?.['child'] ?? null, errors.map(({ extensions }) => extensions['code'])];
    };
    expect(await ask('750000000')).toEqual([null, ['WITHHELD']]);
    expect(await ask('710000000')).toEqual([{ residence: { region: { kato: '750000000' } } }, []]);
    time.now = '2026-09-30T18:59:59Z';
    expect(await ask('710000000')).toEqual([null, ['WITHHELD']]);
    time.now = '2026-10-01T07:00:00Z';
  });
});
