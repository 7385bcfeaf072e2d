import { getIntrospectionQuery, isEnumType, isInputObjectType, isInterfaceType, isObjectType, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import type { OutgoingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { SCHEMAS } from '../../../schema/subgraphs.js';
import { MAX_REPRESENTATIONS } from '../../../subgraphs/shared/doors/representations.js';
import { seal } from '../../../subgraphs/shared/doors/envelope.js';
import { staffRole, type SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { envelopeFor, viewerAs } from '../../support/gateway-call.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { onEverySubgraph, REGISTERS } from './every-subgraph.js';

type Door = 'gateway' | 'own';
const DOORS: readonly Door[] = ['gateway', 'own'];

/** Headers that open a door for this body. */
async function keyTo(door: Door, at: TestSubgraph, body: string): Promise<OutgoingHttpHeaders> {
  const { purpose } = REGISTERS[at.subgraph];
  if (door === 'own') return { authorization: `Bearer ${await at.issuer.token(staffRole(at.subgraph))}`, 'x-purpose': purpose };
  return seal(at.key, envelopeFor(at, { query: '', viewer: viewerAs(staffRole(at.subgraph)), purpose }), body);
}

const post = async (door: Door, at: TestSubgraph, body: string, headers: OutgoingHttpHeaders = {}): Promise<RawAnswer> =>
  rawRequest(at.url, { body, headers: { ...(await keyTo(door, at, body)), ...headers } });

const ask = (door: Door, at: TestSubgraph, query: string, variables: object = {}): Promise<RawAnswer> => post(door, at, JSON.stringify({ query, variables }));

const CHILD = { __typename: 'Child', iin: '150514900002' };
const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Child { __typename } } }';
const children = (count: number) => ({ representations: Array.from({ length: count }, () => CHILD) });

/** Every element of a schema that federation hides, as `Type`, `Type.field` or `Type.field(argument:)`. */
function hidden(schema: GraphQLSchema): string[] {
  const found: string[] = [];
  const note = (name: string, node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined): void => {
    if (node?.directives?.some(({ name: directive }) => ['inaccessible', 'external'].includes(directive.value))) found.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    note(type.name, type.astNode);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value.astNode);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field.astNode);
      for (const argument of 'args' in field ? field.args : []) note(`${type.name}.${field.name}(${argument.name}:)`, argument.astNode);
    }
  }
  return found;
}

interface Introspected {
  readonly __schema: { readonly types: readonly { readonly name: string; readonly fields: readonly { readonly name: string; readonly args: readonly { name: string }[] }[] | null }[] };
}

function gatewaySchema(name: SubgraphName): GraphQLSchema {
  const schema = SCHEMAS[name]?.gateway;
  if (schema === undefined) throw new Error(`${name} has no schema`);
  return schema;
}

/** Every element that introspection shows. */
const shown = ({ __schema: { types } }: Introspected): string[] =>
  types.flatMap(({ name, fields }) => [name, ...(fields ?? []).flatMap((field) => [`${name}.${field.name}`, ...field.args.map((argument) => `${name}.${field.name}(${argument.name}:)`)])]);

const MACHINERY = ['Query._entities', 'Query._service', '_Any', '_Entity', '_Service', 'link__Import', 'federation__FieldSet'];

/** What a hidden element would be asked by. */
const hiddenFields = (name: SubgraphName): string[] => hidden(gatewaySchema(name)).filter((element) => /^\w+\.\w+$/.test(element));

onEverySubgraph((subgraph, name) => {
  describe('federation\'s machinery', () => {
    it('answers at the gateway door', async () => {
      const at = subgraph();
      expect(await ask('gateway', at, ENTITIES, children(1))).toMatchObject({ status: 200, data: { _entities: [{ __typename: 'Child' }] } });
      expect(await ask('gateway', at, '{ _service { sdl } }')).toMatchObject({ status: 200, data: { _service: { sdl: expect.stringContaining('@link') as unknown } } });
    });

    it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])('does not exist at the own door: %s', async (query) => {
      const { status, codes, data } = await ask('own', subgraph(), query);
      expect({ status, codes, data }).toEqual({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'], data: undefined });
    });

    it.each(['_Entity', '_Any', '_Service'])('has no type %s at the own door', async (type) => {
      expect((await ask('own', subgraph(), `{ __type(name: "${type}") { name } }`)).data).toEqual({ __type: null });
    });

    it('is not in what the own door shows, nor is anything internal', async () => {
      const answer = await ask('own', subgraph(), getIntrospectionQuery());
      const elements = new Set(shown(answer.data as Introspected));
      const internal = hidden(gatewaySchema(name));
      expect(internal).toContain('Child.grant');
      expect([...MACHINERY, ...internal].filter((element) => elements.has(element))).toEqual([]);
      // Audit has nothing of a child but what the gateway asks it for.
      expect(elements).toContain(name === 'audit' ? 'Inquiry.caseNumber' : 'Child.iin');
    });

    it.each(hiddenFields(name))('%s cannot be asked for at the own door', async (element) => {
      const [type = '', field = ''] = element.split('.');
      const { status, text } = await ask('own', subgraph(), `{ __typename } fragment F on ${type} { ${field} { __typename } }`);
      const { errors } = JSON.parse(text) as { errors: { message: string }[] };
      const unknown = [`Cannot query field "${field}" on type "${type}".`, `Unknown type "${type}".`];
      expect({ status, unknown: errors.filter(({ message }) => unknown.some((words) => message.startsWith(words.slice(0, -1)))).length }).toEqual({ status: 400, unknown: 1 });
    });

    it('the gateway door shows no schema', async () => {
      expect(await ask('gateway', subgraph(), getIntrospectionQuery())).toMatchObject({ status: 400, codes: ['GRAPHQL_VALIDATION_FAILED'] });
    });
  });

  describe('representations', () => {
    it('as many as one call may have', async () => {
      const { status, data } = await ask('gateway', subgraph(), ENTITIES, children(MAX_REPRESENTATIONS));
      expect(status).toBe(200);
      expect((data as { _entities: unknown[] })._entities).toHaveLength(MAX_REPRESENTATIONS);
    });

    it.each([
      ['one more', children(MAX_REPRESENTATIONS + 1)],
      ['as many as fit into a body', children(40_000)],
      ['100,000', { representations: Array.from({ length: 100_000 }, () => ({})) }],
    ])('%s are refused', async (_name, variables) => {
      const { status, codes } = await ask('gateway', subgraph(), ENTITIES, variables);
      expect({ status, codes }).toEqual({ status: 413, codes: ['REQUEST_TOO_LARGE'] });
    });

    it('are counted over all aliases', async () => {
      const query = 'query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } b: _entities(representations: $r) { __typename } }';
      const { status, codes } = await ask('gateway', subgraph(), query, { r: children(MAX_REPRESENTATIONS / 2 + 1).representations });
      expect({ status, codes }).toEqual({ status: 413, codes: ['REQUEST_TOO_LARGE'] });
    });

    it.each([[[null]], [['x']], [[{}]], [[{ __typename: 'Nothing' }]], [[{ __typename: 'Query' }]], [[{ __typename: '__proto__' }]], [[{ __typename: 'Child' }]], ['x'], [null]])(
      'that are none are no fault that tells anything: %j',
      async (representations) => {
        const { status, text } = await ask('gateway', subgraph(), ENTITIES, { representations });
        expect([200, 400]).toContain(status);
        expect(text).not.toMatch(/\.js|stack|node_modules|select /);
      },
    );
  });

  describe.each(DOORS)('the %s door', (door) => {
    const body = JSON.stringify({ query: '{ __typename }' });

    it('takes a POST of JSON', async () => {
      expect(await post(door, subgraph(), body)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    });

    // What a form or a script on another site can send without asking first.
    it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql', 'application/json, text/plain', 'text/plain; application/json', ''])(
      'takes no %j',
      async (type) => {
        const { status, codes, headers } = await post(door, subgraph(), body, { 'content-type': type });
        expect({ status, codes }).toEqual({ status: 415, codes: ['BAD_REQUEST'] });
        expect(headers['access-control-allow-origin']).toBeUndefined();
      },
    );

    it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
      const at = subgraph();
      const path = '/graphql?query=%7B__typename%7D';
      const { status, codes, headers } = await rawRequest(at.url, { method, path, body, headers: await keyTo(door, at, body) });
      expect({ status, codes, allow: headers['allow'] }).toEqual({ status: 405, codes: ['BAD_REQUEST'], allow: 'POST' });
    });

    it.each([
      ['a batch', `[${body}]`],
      ['an empty batch', '[]'],
      ['no query', '{}'],
      ['a hash', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0000000000000000000000000000000000000000000000000000000000000000"}}}'],
      ['no JSON', '{'],
      ['nothing', ''],
      ['a string', '"{ __typename }"'],
      ['a prototype', '{"query":"{ __typename }","variables":{"__proto__":{}}}'],
    ])('refuses %s', async (_name, wrong) => {
      const { status, codes, data } = await post(door, subgraph(), wrong);
      expect({ refused: status === 400 || status === 200, codes, data }).toEqual({ refused: true, codes: ['BAD_REQUEST'], data: undefined });
    });

    it('takes no body over 2 MiB', async () => {
      const { status, codes } = await post(door, subgraph(), JSON.stringify({ query: `{ __typename } ${'#'.repeat(2 * 1024 * 1024)}` }));
      expect({ status, codes }).toEqual({ status: 413, codes: ['REQUEST_TOO_LARGE'] });
    });

    it('gives no trace away', async () => {
      const answer = await post(door, subgraph(), body, { 'apollo-federation-include-trace': 'ftv1' });
      expect(JSON.parse(answer.text)).toEqual({ data: { __typename: 'Query' } });
    });

    it('lets no other site read', async () => {
      const { headers } = await post(door, subgraph(), body, { origin: 'https://elsewhere.example' });
      expect(Object.keys(headers).filter((header) => header.startsWith('access-control'))).toEqual([]);
    });
  });
});
