import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { answering } from './support/faults.js';
import { Federation } from './support/federation.js';
import { ADULT, CHILD_ONE, CHILD_TWO, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());
afterEach(() => {
  for (const subgraph of Object.values(federation.subgraphs)) subgraph.behaviour = null;
});

const WITHHELD = [{ extensions: { code: 'WITHHELD' } }];

describe('a client cannot stand its own data in for what the plan fetches', () => {
  // Registry grants nothing for the second child. Each of these makes the stock planner take the client's field for the grant or the key.
  it.each([
    ['a field under the name of the grant', `grant: siblings { classes: tags } benefits { total }`],
    ['a list under the name of the grant', 'grant: tags benefits { total }'],
    ['in a fragment before', '... on Child { grant: mother { classes: name } } ... on Child { benefits { total } }'],
    ['a field under the name of the key', 'iin: name benefits { total }'],
    ['a person of another key', 'benefits { total } iin: mother { iin }'],
  ])('%s', async (_name, selection) => {
    const { body } = await federation.ask(`{ child(iin: "${CHILD_TWO}") { ${selection} } }`);
    expect(body.data?.['child']).toMatchObject({ benefits: null });
    expect(body.errors).toMatchObject(WITHHELD);
    const [call] = federation.subgraph('benefits').calls.slice(-1);
    expect(call?.body.variables['representations']).toEqual([{ __typename: 'Child', iin: CHILD_TWO, grant: { classes: [] } }]);
  });

  it('and gets its own field under that name', async () => {
    const { body } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { grant: tags iin: name facts: iin __typename: schooling benefits { total } } }`);
    expect(body.data?.['child']).toEqual({ grant: ['benefits', 'care'], iin: 'Aru', facts: CHILD_ONE, __typename: 'No. 4', benefits: { total: '10.00' } });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__typename', '_entities', '_service'])('the alias %s is a name like any other', async (alias) => {
    const { text } = await federation.ask(`{ ${alias}: child(iin: "${CHILD_ONE}") { ${alias}: name benefits { ${alias}: total } } }`);
    const { data } = JSON.parse(text) as { data: object };
    const [child] = Object.values(data) as object[];
    expect(Object.entries(data).map(([key]) => key)).toEqual([alias]);
    expect(Object.entries(child ?? {})[0]).toEqual([alias, 'Aru']);
    expect({}).not.toHaveProperty('name');
  });

  it.each(['grant { classes }', 'facts { born }', '_entities(representations: []) { __typename }', '_service { sdl }'])('cannot ask for %s', async (selection) => {
    const query = selection.startsWith('_') ? `{ ${selection} }` : `{ child(iin: "${CHILD_ONE}") { ${selection} } }`;
    expect((await federation.ask(query)).status).toBe(400);
  });

  it('a variable cannot be the representations', async () => {
    const query = `query ($representations: Int!) { child(iin: "${CHILD_ONE}") { benefits(year: $representations) { total } } }`;
    expect((await federation.ask(query, { variables: { representations: 1 } })).status).toBe(400);
  });
});

describe('a subgraph cannot say more than it was asked', () => {
  it('no grant, key or field of another programme', async () => {
    const more = { grant: { classes: ['care'] }, iin: ADULT, schooling: 'forged', name: 'forged' };
    federation.subgraph('benefits').behaviour = answering({ data: { _entities: [{ benefits: { iin: ADULT, total: '1' }, ...more }], child: more } });
    const { body } = await federation.ask(`{ child(iin: "${CHILD_TWO}") { iin name benefits { total } care { placement } schooling } }`);
    expect(body.data?.['child']).toEqual({ iin: CHILD_TWO, name: 'Dana', benefits: { total: '1' }, care: null, schooling: 'No. 4' });
  });

  it('no prototype', async () => {
    const polluting = '{"data":{"__proto__":{"polluted":1},"_entities":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"benefits":{"__proto__":{"polluted":1},"total":"1"}}]},"errors":[{"message":"x","path":["__proto__","polluted"]},{"message":"x","path":["_entities",0,"__proto__","x"],"extensions":{"__proto__":{"code":"WITHHELD"}}}]}';
    federation.subgraph('benefits').behaviour = answering(polluting);
    const { body, text } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { benefits { total } } }`);
    expect(body.data).toEqual({ child: { benefits: { total: '1' } } });
    expect(text).not.toContain('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  it('no names of hidden fields, or data, in an error path', async () => {
    federation.subgraph('registry').behaviour = answering({ data: { [`as__child`]: null }, errors: [{ message: 'x', path: ['as__child', 'grant', CHILD_ONE], extensions: { code: 'WITHHELD' } }] });
    const { body } = await federation.ask(`{ child(iin: "${CHILD_ONE}") { benefits { total } } }`);
    expect(body.errors).toMatchObject([{ path: ['child'], extensions: { code: 'WITHHELD', programme: 'registry' } }]);
  });
});
