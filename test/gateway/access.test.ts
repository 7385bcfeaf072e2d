import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADULT, CHILD_ONE, GUARDED } from './support/guarded.js';
import { Federation, type Asked, type Reply } from './support/federation.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());
beforeEach(() => {
  for (const subgraph of Object.values(federation.subgraphs)) subgraph.calls.length = 0;
});

/** `path code programme` of each error. */
const refusals = ({ body }: Reply): string[] =>
  (body.errors ?? []).map(({ path = [], extensions: { code, programme } }) => `${path.join('.')} ${String(code)} ${String(programme)}`).sort();

const child = (selection: string): string => `{ child(iin: "${CHILD_ONE}") { ${selection} } }`;
const EDUCATION: Asked = { purpose: 'EDUCATION_PLANNING' };

describe('who asks', () => {
  it('anonymous: public fields answer, every guarded one is null with UNAUTHENTICATED', async () => {
    const reply = await federation.ask(`{ regions { name } statistics { population } child(iin: "${CHILD_ONE}") { name } }`, { claims: null });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ regions: [{ name: 'Almaty' }], statistics: { population: null }, child: null });
    expect(refusals(reply)).toEqual(['child UNAUTHENTICATED registry', 'statistics.population UNAUTHENTICATED registry']);
    expect(reply.body.extensions?.programmes).toEqual({ registry: 'PARTIAL' });
  });

  it('nothing is asked of a subgraph when nothing is left', async () => {
    const reply = await federation.ask(child('name benefits { total }'), { claims: null });
    expect(reply.body).toMatchObject({ data: { child: null }, extensions: { programmes: { registry: 'WITHHELD' } } });
    expect(federation.subgraph('registry').calls).toHaveLength(0);
  });

  it('a token without a purpose opens what is public, and no record', async () => {
    const reply = await federation.ask(`{ ${child('iin tags name benefits { total }').slice(1, -1)} regions { name } }`, { purpose: null });
    expect(reply.body.data).toEqual({ child: null, regions: [{ name: 'Almaty' }] });
    expect(refusals(reply)).toEqual(['child PURPOSE_MISSING registry']);
  });

  it('a purpose opens its field classes and no others', async () => {
    const reply = await federation.ask(child('name benefits { total } schooling care { placement }'), EDUCATION);
    expect(reply.body.data).toEqual({ child: { name: 'Aru', benefits: null, schooling: 'No. 4', care: null } });
    expect(refusals(reply)).toEqual(['child.benefits SCOPE_MISSING benefits', 'child.care SCOPE_MISSING foster-families']);
    expect(federation.subgraph('benefits').calls).toHaveLength(0);
  });

  it('a token narrows its purpose', async () => {
    const reply = await federation.ask(child('name benefits { total }'), { claims: { scope: 'benefits' } });
    expect(reply.body.data).toEqual({ child: { name: null, benefits: { total: '10.00' } } });
  });

  it('of several lists of scopes any one suffices, each in full', async () => {
    const answers = await Promise.all(
      ['education', 'care family', 'care', 'family'].map((scope) => federation.ask(child('schooling'), { claims: { scope } })),
    );
    expect(answers.map(({ body }) => body.data?.['child'])).toEqual([{ schooling: 'No. 4' }, { schooling: 'No. 4' }, null, null]);
  });

  it.each([
    ['no token at all', 'Bearer '],
    ['garbage', 'Bearer x.y.z'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
  ])('401 for the whole request: %s', async (_name, authorization) => {
    const reply = await federation.ask('{ regions { name } }', { claims: null, headers: { authorization } });
    expect(reply.status).toBe(401);
    expect(reply.body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(reply.body).not.toHaveProperty('data');
  });

  it('401 for a role that does not exist', async () => {
    expect((await federation.ask('{ regions { name } }', { claims: { role: 'minister' } })).status).toBe(401);
  });

  it.each(['SAVINGS_ADMINISTRATION', 'CURIOSITY', 'CHILD_PROFILE, OWN_FAMILY', ''])('403 for the whole request: the purpose "%s"', async (purpose) => {
    const reply = await federation.ask('{ regions { name } }', { purpose });
    expect(reply.status).toBe(403);
    expect(reply.body.errors).toMatchObject([{ extensions: { code: 'PURPOSE_NOT_ALLOWED' } }]);
  });

  it('believes no header but the token and the purpose', async () => {
    const headers = { cookie: 'session=admin', 'x-viewer': 'admin', 'x-role': 'auditor', 'x-balagraph-envelope': 'e30', 'x-balagraph-mac': 'AAAA' };
    const reply = await federation.ask('{ regions { name } me { name } }', { claims: null, headers });
    expect(reply.body.data).toEqual({ regions: [{ name: 'Almaty' }], me: null });
    const [call] = federation.subgraph('registry').calls;
    expect(call?.envelope).toMatchObject({ viewer: null, purpose: null });
    expect(Object.keys(call?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']));
  });

  it('mutations are stripped like queries', async () => {
    const reply = await federation.ask('mutation { register(name: "x") { iin } greet(name: "y") }');
    expect(reply.body.data).toEqual({ register: null, greet: 'hello y' });
    expect(federation.subgraph('registry').calls.map(({ body }) => body.query).join()).not.toContain('register');
  });
});

describe('what is taken out', () => {
  it('named fragments, at every place they are spread', async () => {
    const query = `query { a: child(iin: "${CHILD_ONE}") { ...f } b: child(iin: "${CHILD_ONE}") { tags ...f } } fragment f on Child { ...g s: schooling } fragment g on Child { n: name benefits { total } }`;
    const reply = await federation.ask(query, EDUCATION);
    expect(reply.body.data).toEqual({
      a: { n: 'Aru', benefits: null, s: 'No. 4' },
      b: { tags: ['benefits', 'care'], n: 'Aru', benefits: null, s: 'No. 4' },
    });
    expect(refusals(reply)).toEqual(['a.benefits SCOPE_MISSING benefits', 'b.benefits SCOPE_MISSING benefits']);
  });

  it('every alias, under its own key', async () => {
    const reply = await federation.ask(child('x: benefits { total } y: benefits(year: 2026) { total } name: schooling'), EDUCATION);
    expect(reply.body.data).toEqual({ child: { x: null, y: null, name: 'No. 4' } });
    expect(refusals(reply)).toEqual(['child.x SCOPE_MISSING benefits', 'child.y SCOPE_MISSING benefits']);
  });

  it('fields of a guarded type, whatever field leads to it', async () => {
    const reply = await federation.ask(child('tags contacts { phone } mother { job }'), EDUCATION);
    expect(reply.body.data).toEqual({ child: { tags: ['benefits', 'care'], contacts: null, mother: null } });
    expect(refusals(reply)).toEqual(['child.contacts SCOPE_MISSING registry', 'child.mother SCOPE_MISSING registry']);
  });

  it('members of a union by type', async () => {
    const reply = await federation.ask('{ hits { __typename ... on Child { name } ... on Adult { job } ... on Region { name } } }', EDUCATION);
    expect(reply.body.data).toEqual({ hits: [{ __typename: 'Child', name: 'Aru' }, { __typename: 'Adult', job: null }, { __typename: 'Region', name: 'Almaty' }] });
    expect(refusals(reply)).toEqual(['hits.@.job SCOPE_MISSING registry']);
  });

  it('an interface demands what any of its types demands', async () => {
    const query = `{ person(iin: "${CHILD_ONE}") { name } }`;
    expect((await federation.ask(query, EDUCATION)).body.data).toEqual({ person: null });
    expect((await federation.ask(query, { claims: { scope: 'family' } })).body.data).toEqual({ person: null });
    expect((await federation.ask(query, { claims: { scope: 'family identity' } })).body.data).toEqual({ person: { name: 'Aru' } });
    expect((await federation.ask(`{ person(iin: "${ADULT}") { ... on Adult { job } } }`)).body.data).toEqual({ person: { job: 'doctor' } });
  });

  it('a parent of which nothing is left', async () => {
    const reply = await federation.ask(child('iin identity { status }'), EDUCATION);
    expect(reply.body.data).toEqual({ child: { iin: CHILD_ONE, identity: null } });
    expect(refusals(reply)).toEqual(['child.identity.status SCOPE_MISSING registry']);
  });

  it('but not a non-null parent beside something that stays', async () => {
    const reply = await federation.ask(child('identity { status names { kk } documents { number } }'), { claims: { scope: 'family' } });
    expect(reply.body.data).toEqual({ child: { identity: { status: 'citizen', names: { kk: null }, documents: [{ number: null }] } } });
    expect(refusals(reply)).toEqual(['child.identity.documents.@.number SCOPE_MISSING registry', 'child.identity.names.kk SCOPE_MISSING registry']);
    const nothingStays = await federation.ask(child('tags identity { names { kk } documents { number } }'), { claims: { scope: 'family' }, purpose: 'EDUCATION_PLANNING' });
    expect(nothingStays.body.data).toEqual({ child: { tags: ['benefits', 'care'], identity: null } });
  });

  it('through lists, once for the selection, with @ for the items', async () => {
    const reply = await federation.ask('{ children { count edges { node { iin name } } } }', { claims: { scope: 'family' } });
    expect(reply.body.data).toMatchObject({ children: { count: null, edges: [{ node: { name: null } }, { node: { name: null } }] } });
    expect(refusals(reply)).toEqual(['children.count SCOPE_MISSING registry', 'children.edges.@.node.name SCOPE_MISSING registry']);
  });

  it('nothing for what @skip and @include leave out', async () => {
    const query = `query ($no: Boolean!) { child(iin: "${CHILD_ONE}") { tags benefits @include(if: $no) { total } ... @skip(if: true) { care { placement } } } }`;
    const without = await federation.ask(query, { ...EDUCATION, variables: { no: false } });
    expect(without.body).toEqual({ data: { child: { tags: ['benefits', 'care'] } }, extensions: { programmes: { registry: 'OK' } } });
    const withIt = await federation.ask(query, { ...EDUCATION, variables: { no: true } });
    expect(refusals(withIt)).toEqual(['child.benefits SCOPE_MISSING benefits']);
  });

  it('variables that only it used do no harm', async () => {
    const query = `query ($iin: IIN!, $year: Int!) { child(iin: $iin) { tags benefits(year: $year) { total } } }`;
    const reply = await federation.ask(query, { ...EDUCATION, variables: { iin: CHILD_ONE, year: 2026 } });
    expect(reply.body.data).toEqual({ child: { tags: ['benefits', 'care'], benefits: null } });
  });

  it('a key that the plan needs for itself is not handed out', async () => {
    const reply = await federation.ask('{ cases { title number notes } }', { purpose: 'CARE_SUPERVISION', claims: { scope: 'care' } });
    expect(reply.body.data).toEqual({ cases: [{ title: 'first', number: null, notes: 'notes of C-1' }] });
    const alias = await federation.ask('{ cases { number: title notes } }', { purpose: 'CARE_SUPERVISION', claims: { scope: 'care' } });
    expect(alias.body.data).toEqual({ cases: [{ number: 'first', notes: 'notes of C-1' }] });
    expect(alias.body).not.toHaveProperty('errors');
  });
});

it('signs each call for its subgraph, with the viewer, the purpose, the language and the day', async () => {
  await federation.ask(child('name benefits { total }'), { headers: { 'accept-language': 'ru, kk;q=0.5' } });
  const calls = ['registry', 'benefits'].map((name) => federation.subgraph(name).calls[0]?.envelope);
  const seen = { viewer: { role: 'caseworker', subject: 'subject', regions: ['*'] }, purpose: 'CHILD_PROFILE', language: 'RU' };
  expect(calls).toMatchObject([{ ...seen, subgraph: 'registry' }, { ...seen, subgraph: 'benefits' }]);
  expect(new Set(calls.map((envelope) => envelope?.nonce)).size).toBe(2);
  expect(new Set(calls.map((envelope) => envelope?.correlationId)).size).toBe(1);
});
