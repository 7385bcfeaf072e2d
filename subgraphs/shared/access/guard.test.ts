import { buildSchema, graphql, GraphQLInt, GraphQLObjectType, GraphQLSchema, type ConstDirectiveNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkRule, guardFields, ruleOf } from './guard.js';
import type { Scope } from './scopes.js';
import type { Viewer } from './viewer.js';

const DIRECTIVES = 'directive @authenticated on OBJECT | FIELD_DEFINITION directive @requiresScopes(scopes: [[String!]!]!) on OBJECT | FIELD_DEFINITION directive @tag(name: String) on FIELD_DEFINITION';

const viewer: Viewer = { subject: 's', role: 'caseworker', client: 'c', iin: null, organisation: null, regions: [], scopes: [], documents: 'trusted' };

const asking = (...scopes: Scope[]) => ({ viewer, purpose: 'CHILD_PROFILE', scopes: new Set(scopes) }) as const;

const directivesOf = (text: string): readonly ConstDirectiveNode[] | undefined =>
  buildSchema(`${DIRECTIVES} type Query { field: Int ${text} }`).getQueryType()?.getFields()['field']?.astNode?.directives;

describe('the rule of a field', () => {
  it('is none without a directive of access', () => {
    expect(ruleOf(undefined)).toBeNull();
    expect(ruleOf(directivesOf(''))).toBeNull();
    expect(ruleOf(directivesOf('@tag(name: "scopes")'))).toBeNull();
  });

  it('asks for a viewer, and for any of the lists of classes in full', () => {
    expect(ruleOf(directivesOf('@tag @authenticated'))).toEqual({ authenticated: true, scopes: [] });
    expect(ruleOf(directivesOf('@tag @requiresScopes(scopes: [["identity", "family"], ["care"]])'))).toEqual({ authenticated: true, scopes: [['identity', 'family'], ['care']] });
  });

  it('is not read from a schema that names a class nobody knows', () => {
    expect(() => ruleOf(directivesOf('@requiresScopes(scopes: [["identiti"]])'))).toThrow('@requiresScopes names an unknown scope: identiti');
    for (const name of ['7', 'identity']) expect(() => ruleOf(directivesOf(`@requiresScopes(scopes: [[${name}]])`))).toThrow('unknown scope');
  });
});

describe('a rule', () => {
  const rule = { authenticated: true, scopes: [['identity', 'family'], ['care']] } as const;
  const refused = (code: string, message: string) => expect.objectContaining({ message, extensions: { code } }) as Error;

  it('wants a token first, then a purpose', () => {
    expect(() => checkRule(rule, { ...asking(), viewer: null, purpose: null })).toThrow(refused('UNAUTHENTICATED', 'This field needs an access token.'));
    expect(() => checkRule(rule, { ...asking('care'), purpose: null })).toThrow(refused('PURPOSE_MISSING', 'This field needs a purpose.'));
  });

  it('wants one of its lists of classes in full, and says which there are', () => {
    expect(() => checkRule(rule, asking('identity'))).toThrow(refused('SCOPE_MISSING', 'This field needs the field class identity and family, or care under the purpose named.'));
    expect(() => checkRule(rule, asking('identity', 'family'))).not.toThrow();
    expect(() => checkRule(rule, asking('care'))).not.toThrow();
  });

  it('without classes is met by whoever says who asks and why', () => {
    expect(() => checkRule({ authenticated: true, scopes: [] }, asking())).not.toThrow();
  });
});

describe('guarded fields', () => {
  const guardedSchema = () => guarded(buildSchema(`${DIRECTIVES}
    type Query { open: Int own: Int @authenticated care: Int @requiresScopes(scopes: [["care"]]) child: Child }
    type Child @requiresScopes(scopes: [["identity"]]) { name: String school: String @requiresScopes(scopes: [["education"]]) }
    interface Named { name: String }`));

  function guarded(built: GraphQLSchema): GraphQLSchema {
    const own = built.getQueryType()?.getFields()['own'];
    if (own !== undefined) own.resolve = (source: { own: number }) => source.own * 10;
    guardFields(built);
    return built;
  }

  async function ask(source: string, contextValue: object) {
    const { data, errors = [] } = await graphql({ schema: guardedSchema(), source, contextValue, rootValue: { open: 1, own: 2, care: 3, child: { name: 'A', school: 'B' } } });
    return { data, codes: errors.map(({ extensions }) => extensions['code']) };
  }

  it('answer whoever meets the rule, with the resolver that they have', async () => {
    expect(await ask('{ open own care child { name school } }', asking('care', 'identity', 'education'))).toEqual({ data: { open: 1, own: 20, care: 3, child: { name: 'A', school: 'B' } }, codes: [] });
  });

  it('leave what has no rule to everybody, introspection too', async () => {
    expect(await ask('{ open __typename __schema { queryType { name } } }', { viewer: null, purpose: null, scopes: new Set() })).toEqual({ data: { open: 1, __typename: 'Query', __schema: { queryType: { name: 'Query' } } }, codes: [] });
  });

  it('that have no rule keep the resolver that they have', () => {
    const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { open: { type: GraphQLInt } } }) });
    guardFields(schema);
    expect(schema.getQueryType()?.getFields()['open']?.resolve).toBeUndefined();
  });

  it('want the rule of their type and their own', async () => {
    expect(await ask('{ child { name school } }', asking('identity'))).toEqual({ data: { child: { name: 'A', school: null } }, codes: ['SCOPE_MISSING'] });
    expect(await ask('{ child { name school } }', asking('education'))).toEqual({ data: { child: { name: null, school: null } }, codes: ['SCOPE_MISSING', 'SCOPE_MISSING'] });
    expect(await ask('{ own }', { viewer: null, purpose: null, scopes: new Set() })).toEqual({ data: { own: null }, codes: ['UNAUTHENTICATED'] });
  });
});
