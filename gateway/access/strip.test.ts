import { buildASTSchema, Kind, parse, print, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../subgraphs/shared/access/scopes.js';
import type { Graph } from '../schema/graph.js';
import { Ownership } from '../schema/ownership.js';
import { PossibleTypes } from '../schema/possible-types.js';
import { accessOf } from './refusal.js';
import { AccessRules } from './rules.js';
import { stripOperation } from './strip.js';

const SUPERGRAPH = parse(`
  enum join__Graph { REGISTRY @join__graph(name: "registry", url: "r") BENEFITS @join__graph(name: "benefits", url: "b") }
  type Query @join__type(graph: REGISTRY) { child: Child children: [[Child!]]! named: [Named!] hit: Hit tree: Tree firm: Trunk! word: String }
  type Mutation @join__type(graph: REGISTRY) { first: String second: Child }
  interface Named @join__type(graph: REGISTRY) { id: ID name: String }
  interface Known @join__type(graph: REGISTRY) { id: ID name: String }
  union Hit @join__type(graph: REGISTRY) = Child | Pet
  type Child implements Named & Known @join__type(graph: REGISTRY, key: "id") @join__type(graph: BENEFITS, key: "id") {
    id: ID
    name(short: Boolean): String @join__field(graph: REGISTRY) @requiresScopes(scopes: [["identity"]])
    award: Award @join__field(graph: BENEFITS)
    word: String @join__field(graph: REGISTRY)
  }
  type Pet implements Named & Known @join__type(graph: REGISTRY) { id: ID name(short: Boolean): String }
  type Award @join__type(graph: REGISTRY) @join__type(graph: BENEFITS) { sum: String @requiresScopes(scopes: [["benefits"]]) day: String }
  type Tree @join__type(graph: REGISTRY) { trunk: Trunk! plain: String }
  type Trunk @join__type(graph: REGISTRY) { core: Core! }
  type Core @join__type(graph: REGISTRY) { ring: String @requiresScopes(scopes: [["identity"]]) bark: String }
`, { noLocation: true });

const possibleTypes = new PossibleTypes(SUPERGRAPH);
const graph = { apiSchema: buildASTSchema(SUPERGRAPH, { assumeValidSDL: true }), rules: new AccessRules(SUPERGRAPH, possibleTypes), ownership: new Ownership(SUPERGRAPH) } as Graph;
const viewer = { subject: 's', role: 'caseworker', client: 'c', iin: null, organisation: null, regions: [], scopes: [], documents: 'free' } as const;

const textOf = (document: DocumentNode | null): string | null => document && print(document).replaceAll(/\s+/g, ' ');

/** What is left of an operation, as text, for a viewer with these classes. */
function stripped(query: string, scopes: readonly Scope[] = [], variables: Record<string, unknown> = {}) {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const access = accessOf({ viewer, purpose: 'CHILD_PROFILE', scopes: new Set(scopes) });
  const { planned, shaped, operation: left, refused, refusals } = stripOperation(graph, access, { document, operation, hash: 'h', bound: null }, variables);
  expect(shaped.definitions).toContain(left);
  return { planned: textOf(planned), shaped: textOf(shaped), untouched: shaped === document, refused: [...refused].map(({ name }) => name.value), refusals };
}

const planned = (query: string, scopes?: readonly Scope[], variables?: Record<string, unknown>) => stripped(query, scopes, variables).planned;

describe('an operation of which everything is permitted', () => {
  it('is shaped as it was sent', () => {
    expect(stripped('{ child { id name } word }', ['identity'])).toEqual({ planned: '{ child { id name } word }', shaped: '{ child { id name } word }', untouched: true, refused: [], refusals: [] });
  });

  it('is planned under keys of the plan\'s own where the client chose a name or gives arguments', () => {
    expect(planned('{ kid: child { id: name name(short: true) } }', ['identity'])).toBe('{ as__kid: child { as__id: name as__name: name(short: true) } }');
    expect(planned('{ named { ... on Child { a: name(short: true) } ... on Pet { a: name(short: false) } } }', ['identity'])).toBe('{ named { ... on Child { as__a: name(short: true) } ... on Pet { as__1_a: name(short: false) } } }');
  });

  it('is planned without fragments at the root, however deep, so that its order stays', () => {
    expect(planned('mutation { ... { ... on Mutation { first } second { id } } ...Rest } fragment Rest on Mutation { b: first }')).toBe('mutation { first second { id } as__b: first }');
  });

  it('is planned with its other fragments expanded, with a type and without', () => {
    expect(planned('{ child { ... { id } ...Words } } fragment Words on Child { word ... on Named { id } }')).toBe('{ child { ... { id } ... on Child { word ... on Named { id } } } }');
    expect(planned('{ hit { __typename ... on Child { id } ... on Named { id } } }')).toBe('{ hit { __typename ... on Child { id } ... on Named { id } } }');
  });

  it('is planned without introspection, which no subgraph is asked', () => {
    expect(planned('{ __schema { queryType { name } } word }')).toBe('{ word }');
    expect(stripped('{ __schema { queryType { name } } }')).toMatchObject({ planned: null, untouched: true });
    expect(planned('{ child { __typename } }')).toBe('{ child { __typename } }');
  });
});

describe('conditions', () => {
  const query = 'query ($yes: Boolean!) { word @include(if: $yes) child { id @skip(if: $yes) ... @include(if: $yes) { word } ...W @skip(if: true) } } fragment W on Child { word }';

  it('are settled before planning', () => {
    expect(planned(query, [], { yes: true })).toBe('query ($yes: Boolean!) { word child { ... { word } } }');
    expect(planned(query, [], { yes: false })).toBe('query ($yes: Boolean!) { child { id } }');
  });

  it('refuse nothing: what they leave empty is there', () => {
    expect(stripped('{ child { id @skip(if: true) } word }')).toMatchObject({ planned: '{ child { __typename } word }', untouched: true, refused: [] });
    expect(planned('{ word ... on Query { child @skip(if: true) { id } } child { id ... on Named { word: id @skip(if: true) } } }')).toBe('{ word child { id } }');
  });

  it('hide no refusal of what they leave in', () => {
    expect(stripped('{ child { name @include(if: true) } word }')).toMatchObject({ planned: '{ word }', shaped: '{ child word }', refused: ['name', 'child'] });
    expect(stripped('{ child { name @include(if: false) } word }')).toMatchObject({ planned: '{ child { __typename } word }', refused: [], refusals: [] });
  });
});

describe('what is refused', () => {
  it('is told once for each place, with the field, the way there and who answers for it', () => {
    const message = (scope: string): string => `This field needs the field class ${scope} under the purpose named.`;
    expect(stripped('{ kids: children { n: name award { sum day } } word }').refusals).toEqual([
      { code: 'SCOPE_MISSING', message: message('identity'), coordinate: 'Child.name', path: ['kids', '@', '@', 'n'], programme: 'registry' },
      { code: 'SCOPE_MISSING', message: message('benefits'), coordinate: 'Award.sum', path: ['kids', '@', '@', 'award', 'sum'], programme: 'benefits' },
    ]);
  });

  it('is not planned, and comes out as null', () => {
    expect(stripped('{ child { id name } }')).toMatchObject({ planned: '{ child { id } }', shaped: '{ child { id name } }', untouched: false, refused: ['name'] });
    expect(stripped('{ child { award { sum day } } }')).toMatchObject({ planned: '{ child { award { day } } }', refused: ['sum'] });
  });

  it('takes along the parents of which nothing else is asked, up to the first that has something', () => {
    expect(stripped('{ child { award { sum } id } }')).toMatchObject({ planned: '{ child { id } }', shaped: '{ child { award id } }', refused: ['sum', 'award'] });
    expect(stripped('{ child { award { sum } } }')).toMatchObject({ planned: null, shaped: '{ child }', refused: ['sum', 'award', 'child'] });
    expect(stripped('{ child { ... on Child { name } } word }')).toMatchObject({ planned: '{ word }', shaped: '{ child word }' });
  });

  it('leaves a non-null parent where a sibling stays, so that its null does not blank that one', () => {
    expect(stripped('{ tree { trunk { core { ring } } plain } }')).toMatchObject({ planned: '{ tree { trunk { core { __typename } __typename } plain } }', shaped: '{ tree { trunk { core { ring } } plain } }', refused: ['ring'] });
    expect(stripped('{ tree { trunk { core { ring bark } } } }')).toMatchObject({ planned: '{ tree { trunk { core { bark } } } }', refused: ['ring'] });
    expect(stripped('{ tree { trunk { core { ring } } } word }')).toMatchObject({ planned: '{ word }', shaped: '{ tree word }', refused: ['ring', 'tree'] });
    expect(stripped('{ firm { core { ring } } }')).toMatchObject({ planned: '{ firm { core { __typename } __typename } }', refused: ['ring'] });
  });

  it('leaves a parent that is selected again beside, with something that stays', () => {
    expect(stripped('{ child { name } child { id } }')).toMatchObject({ planned: '{ child { __typename } child { id } }', shaped: '{ child { name } child { id } }', refused: ['name'] });
    expect(stripped('{ child { name } child { id } }').refusals).toHaveLength(1);
    expect(stripped('{ one: child { name } child { id } }')).toMatchObject({ planned: '{ child { id } }', shaped: '{ one: child child { id } }' });
    expect(stripped('{ hitem: child { name } hit: tree { em: trunk { core { bark } } } }')).toMatchObject({ shaped: '{ hitem: child hit: tree { em: trunk { core { bark } } } }' });
  });

  it('leaves a word of the type behind an interface, of those alone from which something was taken', () => {
    expect(planned('{ named { ... on Child { id name } ... on Pet { id name } } }')).toBe('{ named { ... on Child { id __typename } ... on Pet { id name } } }');
    expect(planned('{ named { id ... on Child { name } } }')).toBe('{ named { id ... on Child { __typename } } }');
    expect(planned('{ named { ... on Known { id ... on Child { id } } } }')).toBe('{ named { ... on Known { id ... on Child { id } } } }');
    expect(planned('{ named { id ... on Known { name } } }')).toBe('{ named { id } }');
    expect(planned('{ child { ... on Child { id name } } hit { ... on Child { id name } } }')).toBe('{ child { ... on Child { id } } hit { ... on Child { id } } }');
  });
});

it('an operation that was not validated is not stripped', () => {
  expect(() => stripped('{ child { ...Nothing } }')).toThrow('A validated document spreads an unknown fragment.');
  expect(stripped('subscription { word }').planned).toBeNull();
});
