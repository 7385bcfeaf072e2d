import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const change = (iin: string, kind: string, occurredOn: string, country = 'KZ') => registrar.change('changeCitizenship', { iin, change: kind, occurredOn, country });
const told = async (iin: string) => ((await registrar.outbox(iin)).at(-1)?.data['citizenships'] as { country: string; from: string; to: string | null }[]).map(({ country, from, to }) => [country, from, to]);

describe('changeCitizenship', () => {
  it('naturalises, loses, renounces and regains; the past stays', async () => {
    const iin = await registrar.person('1990-01-01', { citizenships: ['UZ'] });
    expect(await change(iin, 'NATURALISED', '2015-06-01')).toMatchObject({ kind: 'NATURALISATION' });
    expect(await change(iin, 'LOST', '2015-07-01', 'UZ')).toMatchObject({ kind: 'CITIZENSHIP_LOST' });
    expect(await change(iin, 'RENOUNCED', '2020-01-01')).toMatchObject({ kind: 'CITIZENSHIP_RENOUNCED' });
    expect(await change(iin, 'ACQUIRED', '2022-01-01')).toMatchObject({ kind: 'CITIZENSHIP_ACQUIRED' });
    const expected = [['UZ', '1990-01-01', '2015-07-01'], ['KZ', '2015-06-01', '2020-01-01'], ['KZ', '2022-01-01', null]];
    expect(await told(iin)).toEqual(expected);
    expect((await registrar.facts('citizenship', iin)).map(({ country, from, to }) => [country, from, to])).toEqual(expected);
    const { data } = await registrar.ask('query ($iin: IIN!) { person(iin: $iin) { citizenships { country validFrom validTo source } } }', { iin });
    expect((data?.['person'] as { citizenships: unknown[] }).citizenships).toHaveLength(3);
  });

  it('takes an acquisition that arrives after a later one', async () => {
    const iin = await registrar.person('1990-01-01', { citizenships: [] });
    await change(iin, 'ACQUIRED', '2010-01-01');
    await change(iin, 'ACQUIRED', '2000-01-01');
    expect(await told(iin)).toEqual([['KZ', '2000-01-01', '2010-01-01'], ['KZ', '2010-01-01', null]]);
    await change(iin, 'LOST', '2005-01-01');
    expect(await told(iin)).toEqual([['KZ', '2000-01-01', '2005-01-01'], ['KZ', '2010-01-01', null]]);
  });

  it('refuses', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await change(iin, 'ACQUIRED', '2010-01-01')).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.occurredOn' });
    expect(await change(iin, 'LOST', '2010-01-01', 'RU')).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.occurredOn' });
    expect(await change(iin, 'LOST', '1989-01-01')).toMatchObject({ code: 'BEFORE_BIRTH' });
    await change(iin, 'LOST', '2015-01-01');
    expect(await change(iin, 'LOST', '2010-01-01')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    await registrar.change('registerDeath', { iin, occurredOn: '2020-01-01' });
    expect(await change(iin, 'ACQUIRED', '2020-01-01')).toMatchObject({ code: 'AFTER_DEATH' });
    expect((await change(iin, 'ACQUIRED', '2016-01-01', 'Kazakhstan')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.country' } }]);
  });

  it('of one who has died ends with the death, also where it is registered later', async () => {
    const iin = await registrar.person('1990-01-01', { citizenships: [] });
    await registrar.change('registerDeath', { iin, occurredOn: '2020-01-01' });
    await change(iin, 'NATURALISED', '2010-01-01');
    expect(await told(iin)).toEqual([['KZ', '2010-01-01', '2020-01-01']]);
    await change(iin, 'LOST', '2015-01-01');
    expect(await told(iin)).toEqual([['KZ', '2010-01-01', '2015-01-01']]);
  });
});
