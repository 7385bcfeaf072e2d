import 'reflect-metadata';
import { graphql, parse, printSchema, validate } from 'graphql';
import { Ctx, Directive, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { expect, it } from 'vitest';
import type { SubgraphContext } from './context.js';
import { withheld } from './errors.js';
import { buildFederatedSchema } from './federation.js';
import { AccessJournal } from './ledger/journal.js';
import { about } from './ledger/subject-rules.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A thing.' })
class Thing {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Directive('@external')
  @Field(() => String, { nullable: true, description: 'Of another subgraph.' })
  foreign?: string | null;

  @Directive('@inaccessible')
  @Field(() => String, { nullable: true, description: 'Internal.' })
  internal?: string | null;
}

@Resolver(() => Thing)
class ThingResolver {
  @Directive('@requiresScopes(scopes: [["care"], ["family", "contacts"]])')
  @FieldResolver(() => String, { nullable: true, description: 'Guarded.' })
  guarded(@Root() { id }: Thing, @Ctx() _context: SubgraphContext): string {
    return `guarded ${id}`;
  }

  @Query(() => Thing, { nullable: true, description: 'Public.' })
  thing(): Thing {
    return Object.assign(new Thing(), { id: '1' });
  }
}

const { gateway, own } = buildFederatedSchema({
  resolvers: [ThingResolver],
  types: [Thing],
  references: {
    Thing: ({ id }: { id: string }) => {
      if (id === 'none') throw withheld('KEY_ALONE');
      return Object.assign(new Thing(), { id });
    },
  },
  subjects: { of: { Thing: about(() => []) }, nobody: [] },
});

const entities = (ids: readonly string[], context: object) =>
  graphql({
    schema: gateway,
    source: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id guarded } } }',
    variableValues: { r: ids.map((id) => ({ __typename: 'Thing', id })) },
    contextValue: { ...context, journal: new AccessJournal({ viewer: null, purpose: null, caseNumber: null, correlationId: 'c', door: 'GATEWAY' }) },
  });

const viewer = { viewer: {}, scopes: new Set(['care']) };

it('keeps the others when one reference is refused at once', async () => {
  const { data, errors } = await entities(['1', 'none', '2'], viewer);
  expect(data?.['_entities']).toEqual([{ id: '1', guarded: 'guarded 1' }, null, { id: '2', guarded: 'guarded 2' }]);
  expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'WITHHELD' } }]);
});

it.each([
  ['no viewer', { viewer: null, scopes: new Set() }, 'UNAUTHENTICATED'],
  ['none of the classes', { viewer: {}, scopes: new Set(['benefits']) }, 'SCOPE_MISSING'],
  ['half of a pair', { viewer: {}, scopes: new Set(['family']) }, 'SCOPE_MISSING'],
])('checks the rule of a field behind `_entities`: %s', async (_case, context, code) => {
  const { data, errors } = await entities(['1'], context);
  expect(data?.['_entities']).toEqual([{ id: '1', guarded: null }]);
  expect(errors).toMatchObject([{ extensions: { code } }]);
});

it('takes either of two alternatives', async () => {
  const { errors } = await entities(['1'], { viewer: {}, scopes: new Set(['family', 'contacts']) });
  expect(errors).toBeUndefined();
});

it('has a ministry\'s own schema without machinery, internals and other subgraphs\' fields', () => {
  expect(printSchema(own)).not.toMatch(/_entities|_service|_Any|_Entity|foreign|internal/);
  expect(validate(own, parse('{ thing { id guarded } }'))).toEqual([]);
});
