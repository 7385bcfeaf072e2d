import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASTANA } from '../../../soak/support/civil-register.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const decide = (childIin: string, parentIin: string, change: string, occurredOn: string, more: object = {}) =>
  registrar.change('changeParentalRights', { childIin, parentIin, change, occurredOn, source: 'Алматы қ. соты 2-7/1', ...more });
const told = async (iin: string) => ((await registrar.outbox(iin)).at(-1)?.data['rights'] as { status: string; from: string; to: string | null }[]).map(({ status, from, to }) => [status, from, to]);

describe('changeParentalRights', () => {
  it('keeps limitation and deprivation apart, and answers for the past as before', async () => {
    const { mother, child } = await registrar.family();
    expect(await decide(child, mother, 'LIMITED', '2020-01-01')).toMatchObject({ kind: 'RIGHTS_LIMITED', child: { iin: child } });
    expect(await decide(child, mother, 'DEPRIVED', '2021-01-01')).toMatchObject({ kind: 'RIGHTS_DEPRIVED' });
    expect(await decide(child, mother, 'RESTORED', '2022-01-01')).toMatchObject({ code: 'RIGHTS_AMBIGUOUS', field: 'input.restoredFrom' });
    expect(await decide(child, mother, 'RESTORED', '2022-01-01', { restoredFrom: 'DEPRIVED' })).toMatchObject({ kind: 'RIGHTS_RESTORED' });
    const rights = async (day: string) => {
      const { data } = await registrar.ask('query ($iin: IIN!, $on: Date!) { child(iin: $iin) { parents { role rights(on: $on) } } }', { iin: child, on: day });
      return (data?.['child'] as { parents: { role: string; rights: string }[] }).parents.find(({ role }) => role === 'MOTHER')?.rights;
    };
    expect([await rights('2019-12-31'), await rights('2020-06-01'), await rights('2021-06-01'), await rights('2022-06-01')]).toEqual(['FULL', 'LIMITED', 'DEPRIVED', 'LIMITED']);
    expect(await decide(child, mother, 'RESTORED', '2023-01-01')).toMatchObject({ kind: 'RIGHTS_RESTORED' });
    expect(await rights('2023-01-01')).toBe('FULL');
    expect(await told(child)).toEqual([['LIMITED', '2020-01-01', '2023-01-01'], ['DEPRIVED', '2021-01-01', '2022-01-01']]);
    expect((await registrar.outbox(child)).at(-1)).toMatchObject({ type: 'PARENTAL_RIGHTS', occurred_on: '2023-01-01', subjects: [child, mother] });
    expect(await registrar.facts('parental_right', child)).toMatchObject([{ source: 'Алматы қ. соты 2-7/1' }, { source: 'Алматы қ. соты 2-7/1' }]);
  });

  it('takes effect on the parent\'s next request', async () => {
    const { mother, child } = await registrar.family();
    const parent = viewerAs('citizen', { iin: mother, regions: [] });
    const ask = async () => {
      const { data, errors } = await registrar.ask('query ($iin: IIN!) { child(iin: $iin) { name { ru { full } } residence { address } parents { role } } }', { iin: child }, parent);
      return [(data?.['child'] as { name: unknown; parents: unknown } | null)?.name != null, (data?.['child'] as { parents: unknown } | null)?.parents != null, errors.map(({ extensions }) => extensions['code'])];
    };
    expect(await ask()).toEqual([true, true, []]);
    await decide(child, mother, 'LIMITED', '2026-10-01');
    expect(await ask()).toEqual([true, false, ['WITHHELD', 'WITHHELD']]);
    await decide(child, mother, 'DEPRIVED', '2026-10-01');
    expect(await ask()).toEqual([false, false, ['WITHHELD']]);
    await decide(child, mother, 'RESTORED', '2026-10-01', { restoredFrom: 'DEPRIVED' });
    expect(await ask()).toEqual([true, false, ['WITHHELD', 'WITHHELD']]);
  });

  it('takes decisions in any order', async () => {
    const { mother, child } = await registrar.family();
    await decide(child, mother, 'DEPRIVED', '2022-01-01');
    await decide(child, mother, 'DEPRIVED', '2018-01-01');
    await decide(child, mother, 'RESTORED', '2019-01-01');
    expect(await told(child)).toEqual([['DEPRIVED', '2018-01-01', '2019-01-01'], ['DEPRIVED', '2022-01-01', null]]);
  });

  it('refuses', async () => {
    const { mother, father, child } = await registrar.family();
    const stranger = await registrar.person('1980-01-01');
    expect(await decide(child, stranger, 'LIMITED', '2020-01-01')).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.parentIin' });
    expect(await decide(child, registrar.iin(), 'LIMITED', '2020-01-01')).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.parentIin' });
    expect(await decide(registrar.iin(), mother, 'LIMITED', '2020-01-01')).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.childIin' });
    expect(await decide(child, mother, 'RESTORED', '2020-01-01')).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.occurredOn' });
    expect(await decide(child, mother, 'RESTORED', '2020-01-01', { restoredFrom: 'LIMITED' })).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.occurredOn' });
    await decide(child, father, 'LIMITED', '2020-01-01');
    expect(await decide(child, father, 'LIMITED', '2021-01-01')).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.occurredOn' });
    await decide(child, father, 'RESTORED', '2022-01-01');
    expect(await decide(child, father, 'RESTORED', '2021-01-01')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect(await decide(child, mother, 'LIMITED', '2015-05-13')).toMatchObject({ code: 'BEFORE_BIRTH' });
    expect((await decide(child, mother, 'LIMITED', '2020-01-01', { restoredFrom: 'LIMITED' })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.restoredFrom' } }]);
  });

  it('needs the child in the region, not the parent', async () => {
    const mother = await registrar.person('1990-01-01', { home: ASTANA });
    const child = await registrar.person('2020-01-01', { parents: [{ iin: mother, role: 'MOTHER' }] });
    expect(await registrar.change('changeParentalRights', { childIin: child, parentIin: mother, change: 'LIMITED', occurredOn: '2021-01-01' }, ALMATY_OFFICE)).toMatchObject({ kind: 'RIGHTS_LIMITED' });
  });
});
