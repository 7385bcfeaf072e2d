import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALMATY, ASTANA } from '../../../soak/support/civil-register.js';
import { viewerAs } from '../../support/gateway-call.js';
import { ALMATY_OFFICE, ASTANA_OFFICE, Registrar } from './registrar.js';

let registrar: Registrar;
beforeAll(async () => {
  registrar = await Registrar.start();
});
afterAll(() => registrar.close());

const at = (address: string) => ({ ...ALMATY, address });
const history = async (iin: string) => (await registrar.facts('residence', iin)).map(({ address, from, to }) => [address, from, to]);
const told = async (iin: string) => (await registrar.outbox(iin)).at(-1)?.data['residence'];
const move = (iin: string, occurredOn: string, home: object | null, more: object = {}) => registrar.change('registerResidence', { iin, occurredOn, home, ...more });

describe('registerResidence', () => {
  it('moves, and answers for the past as before', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await move(iin, '2026-03-01', ASTANA, { receivedOn: '2026-03-05', source: 'address record 9' })).toMatchObject({ kind: 'RESIDENCE', receivedOn: '2026-03-05', version: 2 });
    const { data } = await registrar.ask(
      `query ($iin: IIN!) { person(iin: $iin) { now: residence { region { kato } address validFrom source } then: residence(on: "2026-02-28") { region { kato } address validTo source } } }`, { iin });
    expect(data?.['person']).toEqual({
      now: { region: { kato: '710000000' }, address: 'Мәңгілік ел 5', validFrom: '2026-03-01', source: 'address record 9' },
      then: { region: { kato: '750000000' }, address: 'Абай 1', validTo: '2026-03-01', source: 'birth record 1' },
    });
    expect(await told(iin)).toEqual({ regionKato: '710000000', districtKato: '711110000', from: '2026-03-01' });
  });

  it('takes events in any order', async () => {
    const moves: [string, string | null][] = [['2000-01-01', 'A'], ['2005-01-01', 'B'], ['2010-01-01', null], ['2012-01-01', 'C'], ['2020-01-01', 'D']];
    const orders = [[0, 1, 2, 3, 4], [4, 3, 1, 2, 0], [3, 2, 0, 1, 4], [1, 0, 4, 3, 2], [2, 4, 0, 3, 1]];
    for (const order of orders) {
      const iin = await registrar.person('1990-01-01');
      for (const i of order) {
        const [day = '', place = null] = moves[i] ?? [];
        expect(await move(iin, day, place === null ? null : at(place))).toMatchObject({ __typename: 'Registration', errors: [] });
      }
      expect(await history(iin)).toEqual([['Абай 1', '1990-01-01', '2000-01-01'], ['A', '2000-01-01', '2005-01-01'], ['B', '2005-01-01', '2010-01-01'], ['C', '2012-01-01', '2020-01-01'], ['D', '2020-01-01', null]]);
      expect(await told(iin)).toEqual({ regionKato: '750000000', districtKato: '751410000', from: '2020-01-01' });
    }
  });

  it('replaces a residence from the same day, and keeps the mistaken one as history', async () => {
    const iin = await registrar.person('1990-01-01');
    await move(iin, '2026-01-01', at('typo'));
    await move(iin, '2026-01-01', at('right'));
    expect(await history(iin)).toEqual([['Абай 1', '1990-01-01', '2026-01-01'], ['right', '2026-01-01', null]]);
    expect(await registrar.rows('select address from residence where iin = $1 and superseded_at is not null', [iin])).toEqual([{ address: 'typo' }]);
  });

  it('registers departure and return', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await move(iin, '2024-01-01', null)).toMatchObject({ kind: 'DEPARTURE' });
    expect(await told(iin)).toBeNull();
    expect(await move(iin, '2026-01-01', ALMATY)).toMatchObject({ kind: 'RESIDENCE' });
    expect(await history(iin)).toEqual([['Абай 1', '1990-01-01', '2024-01-01'], ['Абай 1', '2026-01-01', null]]);
  });

  it('takes a late move of somebody who has died since', async () => {
    const iin = await registrar.person('1990-01-01');
    await registrar.change('registerDeath', { iin, occurredOn: '2026-05-05' });
    expect(await move(iin, '2026-05-04', at('last'))).toMatchObject({ kind: 'RESIDENCE' });
    expect(await history(iin)).toEqual([['Абай 1', '1990-01-01', '2026-05-04'], ['last', '2026-05-04', '2026-05-05']]);
    expect(await move(iin, '2026-05-05', at('none'))).toMatchObject({ code: 'AFTER_DEATH', field: 'input.occurredOn' });
    expect(await move(iin, '2026-05-01', null)).toMatchObject({ kind: 'DEPARTURE' });
  });

  it('refuses', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await move(iin, '1989-12-31', ASTANA)).toMatchObject({ code: 'BEFORE_BIRTH', field: 'input.occurredOn' });
    expect(await move(iin, '2026-01-01', ALMATY)).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.occurredOn' });
    expect(await move(iin, '2026-01-01', { districtKato: '751419999', address: 'x' })).toMatchObject({ code: 'UNKNOWN_PLACE', field: 'input.home.districtKato' });
    await move(iin, '2026-01-01', null);
    expect(await move(iin, '2026-02-01', null)).toMatchObject({ code: 'NOT_ON_RECORD', field: 'input.occurredOn' });
    expect(await move(iin, '2025-02-01', null)).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect(await registrar.version(iin)).toBe(2);
  });
});

describe('a regional body', () => {
  const register = (iin: string, occurredOn: string, home: object | null, viewer = ALMATY_OFFICE) => registrar.change('registerResidence', { iin, occurredOn, home }, viewer);

  it('moves people within its regions only, and one for both moves them between', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await register(iin, '2026-01-01', ASTANA)).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.home.districtKato' });
    expect(await register(iin, '2026-01-01', at('here'))).toMatchObject({ kind: 'RESIDENCE' });
    const both = viewerAs('ministry:registry', { regions: ['750000000', '710000000'] });
    expect(await register(iin, '2026-02-01', ASTANA, both)).toMatchObject({ kind: 'RESIDENCE' });
    expect(await register(iin, '2026-03-01', at('back'))).toMatchObject({ code: 'UNKNOWN_PERSON' });
  });

  it('does not take residences elsewhere, which it does not see, for gaps', async () => {
    const iin = await registrar.person('1990-01-01', { home: ASTANA });
    await registrar.change('registerResidence', { iin, occurredOn: '2020-01-01', home: ALMATY });
    expect(await register(iin, '2010-01-01', at('then'))).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.occurredOn' });
    expect(await history(iin)).toEqual([['Мәңгілік ел 5', '1990-01-01', '2020-01-01'], ['Абай 1', '2020-01-01', null]]);
  });

  it('registers that somebody left for good', async () => {
    const iin = await registrar.person('1990-01-01');
    expect(await register(iin, '2026-01-01', null)).toMatchObject({ kind: 'DEPARTURE', person: { iin, version: 2 } });
  });
});

describe('a shielded child', () => {
  async function shielded(): Promise<string> {
    const { child } = await registrar.family();
    await registrar.rows(`insert into restriction (iin, valid_from, source) values ($1, '2026-02-01', 'test')`, [child]);
    return child;
  }

  it('moves without a word of where they lived: no home can be guessed, and the act of the move is withheld', async () => {
    const child = await shielded();
    const moved = await move(child, '2026-03-01', ASTANA, { source: 'Акт акимата Астаны' });
    const again = await move(child, '2026-04-01', ASTANA, { source: 'Акт акимата Астаны' });
    expect([moved, again]).toMatchObject([{ kind: 'RESIDENCE', version: 2 }, { kind: 'RESIDENCE', version: 3 }]);
    const { data } = await registrar.ask('query ($iin: IIN!) { registrationsOf(iin: $iin) { edges { node { kind source } } } }', { iin: child });
    const [birth, ...moves] = (data?.['registrationsOf'] as { edges: { node: { kind: string; source: string } }[] }).edges.map(({ node }) => node);
    expect([birth?.source, moves]).toEqual(['birth record 1', Array.from({ length: 2 }, () => ({ kind: 'RESIDENCE', source: 'Registered residence' }))]);
  });

  it('is nobody to the offices of all regions alike, from where they lived to where they live', async () => {
    const child = await shielded();
    await move(child, '2026-03-01', ASTANA);
    for (const office of [ALMATY_OFFICE, ASTANA_OFFICE]) {
      expect(await registrar.change('changeCitizenship', { iin: child, occurredOn: '2026-04-01', change: 'LOST', country: 'KZ' }, office)).toMatchObject({ code: 'UNKNOWN_PERSON' });
      expect(await registrar.change('registerDeath', { iin: child, occurredOn: '2026-04-01' }, office)).toMatchObject({ code: 'UNKNOWN_PERSON' });
    }
  });
});
