import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { answering, resetting } from './support/faults.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, CHILD_TWO, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());
afterEach(() => {
  for (const subgraph of Object.values(federation.subgraphs)) subgraph.behaviour = null;
});

const states = async (query: string, asked: Parameters<Federation['ask']>[1] = {}): Promise<unknown> => (await federation.ask(query, asked)).body.extensions?.programmes;
const one = (selection: string): string => `{ child(iin: "${CHILD_ONE}") { ${selection} } }`;
const two = (selection: string): string => `{ child(iin: "${CHILD_TWO}") { ${selection} } }`;
const CARE = { purpose: 'CARE_SUPERVISION' };

it('OK: all came', async () => {
  expect(await states(one('name benefits { total }'))).toEqual({ registry: 'OK', benefits: 'OK' });
});

it('OK: an empty section', async () => {
  expect(await states(one('care { placement } benefits { history }'))).toEqual({ registry: 'OK', benefits: 'OK', 'foster-families': 'OK' });
});

it('WITHHELD: the programme refused, and only keys came of registry for its sake', async () => {
  expect(await states(two('benefits { total }'))).toEqual({ registry: 'OK', benefits: 'WITHHELD' });
});

it('WITHHELD: taken out before asking', async () => {
  expect(await states(one('name benefits { total }'), CARE)).toEqual({ registry: 'OK', benefits: 'WITHHELD' });
});

it('WITHHELD: registry answered keys only, because the rest was taken out', async () => {
  expect(await states(one('iin name schooling'), { claims: { scope: 'education' } })).toEqual({ registry: 'WITHHELD', schools: 'OK' });
});

it('WITHHELD: a section with nothing but its key', async () => {
  expect(await states(one('benefits { iin denied }'))).toEqual({ registry: 'OK', benefits: 'WITHHELD' });
});

it('PARTIAL: something came and something was refused', async () => {
  expect(await states(one('benefits { total denied }'))).toMatchObject({ benefits: 'PARTIAL' });
  expect(await states(one('benefits { history denied }'))).toMatchObject({ benefits: 'PARTIAL' });
  expect(await states(one('tags name'), { claims: { scope: 'benefits' } })).toEqual({ registry: 'PARTIAL' });
});

it('PARTIAL: something came and something failed', async () => {
  federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ benefits: { total: '1', denied: null } }] }, errors: [{ message: 'x', path: ['_entities', 0, 'benefits', 'denied'] }] });
  expect(await states(one('benefits { total denied }'))).toMatchObject({ benefits: 'PARTIAL' });
});

it('UNAVAILABLE: no call could be completed, or it failed altogether', async () => {
  federation.subgraph('benefits').behaviour = resetting;
  federation.subgraph('foster-families').behaviour = answering({ data: null, errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  expect(await states(one('benefits { total } care { placement }'))).toEqual({ registry: 'OK', benefits: 'UNAVAILABLE', 'foster-families': 'UNAVAILABLE' });
});

it('an unknown child is nobody\'s failure, and who was not asked is not listed', async () => {
  federation.subgraph('registry').behaviour = answering({ data: { as__child: null } });
  const { body } = await federation.ask(one('name benefits { total }'));
  expect(body).toEqual({ data: { child: null }, extensions: { programmes: { registry: 'OK' } } });
});

it('a section whose requirement failed says which programme it was', async () => {
  const child = { __typename: 'Child', iin: CHILD_ONE, name: 'Aru', grant: null };
  federation.subgraph('registry').behaviour = answering({ data: { as__child: child }, errors: [{ message: 'x', path: ['as__child', 'grant'] }] });
  const { body } = await federation.ask(one('name benefits { total }'));
  expect(body.data).toEqual({ child: { name: 'Aru', benefits: null } });
  expect(body.errors).toMatchObject([{ path: ['child', 'benefits'], extensions: { code: 'INTERNAL_SERVER_ERROR', programme: 'registry' } }]);
  expect(body.extensions?.programmes).toEqual({ registry: 'OK' });
});

it('nothing is said of programmes where none was touched', async () => {
  expect(await states('{ __typename }')).toBeUndefined();
  expect(await states('{ nope }')).toBeUndefined();
});
