import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '../../../subgraphs/shared/clock.js';
import { viewerAs } from '../../support/gateway-call.js';
import { Registrar, type Input } from './registrar.js';

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
