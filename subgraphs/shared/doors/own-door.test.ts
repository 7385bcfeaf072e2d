import { buildSchema, graphql, GraphQLInt, GraphQLObjectType, GraphQLSchema, parse, printSchema, type FieldDefinitionNode, type GraphQLOutputType, type ObjectTypeDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../access/viewer.js';
import { admitToOwnDoor, ownDoorSchema } from './own-door.js';
import { boundRepresentations, MAX_REPRESENTATIONS } from './representations.js';

const refused = (code: string, message: string) => expect.objectContaining({ message, extensions: { code } }) as Error;

describe('a body\'s own door', () => {
  const viewer = (role: Viewer['role']): Viewer => ({ subject: 's', role, client: 'c', iin: null, organisation: null, regions: [], scopes: [], documents: 'free' });

  it('lets in its own staff, and nobody else', () => {
    const staff = viewer('ministry:savings');
    expect(admitToOwnDoor('savings', staff)).toBe(staff);
    expect(admitToOwnDoor('audit', viewer('auditor')).role).toBe('auditor');
    expect(() => admitToOwnDoor('savings', null)).toThrow(refused('UNAUTHENTICATED', 'This endpoint needs an access token of the ministry.'));
    for (const role of ['citizen', 'auditor', 'ministry:benefits'] as const) {
      expect(() => admitToOwnDoor('savings', viewer(role))).toThrow(refused('ROLE_NOT_ALLOWED', 'This endpoint serves ministry:savings; every other role goes through the gateway.'));
    }
  });

  it('shows nothing of the federation, nor what is inaccessible or another\'s', () => {
    const schema = buildSchema(`
      directive @inaccessible on FIELD_DEFINITION | ARGUMENT_DEFINITION
      directive @external on FIELD_DEFINITION
      directive @key(fields: String) on OBJECT
      scalar _Any
      union _Entity = Child
      type _Service { sdl: String }
      type Query { _entities(representations: [_Any!]!): [_Entity] _service: _Service child(iin: String, trace: String @inaccessible): Child }
      type Child @key(fields: "iin") { iin: String grant: Grant @inaccessible birthDate: String @external school: String @deprecated }
      type Grant { relation: String }`);
    expect(printSchema(ownDoorSchema(schema))).toBe('type Query {\n  child(iin: String): Child\n}\n\ntype Child {\n  iin: String\n  school: String @deprecated\n}');
    expect(ownDoorSchema(schema).getDirectives().map(({ name }) => name)).toEqual(expect.arrayContaining(['include', 'skip']));
  });
});

it('a schema that no SDL was written for is shown as it is', () => {
  const field = (type: GraphQLOutputType, astNode?: FieldDefinitionNode) => ({ type, astNode, args: { first: { type: GraphQLInt } } });
  const bare = parse('type Query { other: Int }').definitions[0] as ObjectTypeDefinitionNode;
  const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { one: field(GraphQLInt), other: field(GraphQLInt, { ...bare.fields?.[0], directives: undefined } as never) } }) });
  expect(printSchema(ownDoorSchema(schema))).toBe('type Query {\n  one(first: Int): Int\n  other(first: Int): Int\n}');
});

describe('a call from the gateway', () => {
  const schema = buildSchema('scalar _Any type Query { _entities(representations: [_Any!]!): [Int] }');
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field !== undefined) field.resolve = (_source, { representations }: { representations: unknown[] }) => [representations.length];
  beforeAll(() => boundRepresentations(schema));

  async function ask(one: number, other: number, contextValue = {}) {
    const variableValues = { one: Array(one).fill(0), other: Array(other).fill(0) };
    const { data, errors } = await graphql({ schema, source: 'query ($one: [_Any!]!, $other: [_Any!]!) { a: _entities(representations: $one) b: _entities(representations: $other) }', variableValues, contextValue });
    return errors === undefined ? data : errors.map(({ message, extensions }) => [message, extensions]);
  }

  it('asks about a thousand objects at the most, over all aliases', async () => {
    expect(await ask(MAX_REPRESENTATIONS - 1, 1)).toEqual({ a: [999], b: [1] });
    expect(await ask(MAX_REPRESENTATIONS - 1, 2)).toEqual([['representations: at most 1000 in one call.', { code: 'REQUEST_TOO_LARGE', http: { status: 413 } }]]);
  });

  it('is counted by itself', async () => {
    for (let call = 0; call < 2; call++) expect(await ask(600, 400)).toEqual({ a: [600], b: [400] });
  });

  it('is left as it is where nobody may ask about another\'s objects', () => {
    for (const sdl of ['type Query { one: Int }', 'type Other { one: Int }']) expect(() => boundRepresentations(buildSchema(sdl))).not.toThrow();
  });
});
