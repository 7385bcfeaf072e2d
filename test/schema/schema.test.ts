import { createHash } from 'node:crypto';
import { buildSchema, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose, drift } from '../../schema/compose.js';
import { operationFiles, publishedOperations } from '../../schema/published-operations.js';
import { SCHEMAS } from '../../schema/subgraphs.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@inaccessible", "@override", "@authenticated", "@shareable", "@listSize"])`;

/** The graph with one more subgraph that a careless or hostile team might publish. */
const withIntruder = (sdl: string): readonly string[] => compose({ ...SCHEMAS, intruder: { sdl: `${LINK}\n${sdl}` } }).problems;

describe('the schema', () => {
  it('composes and breaks none of the rules', () => {
    expect(compose().problems).toEqual([]);
  });

  it('is committed as the code makes it', () => {
    expect(drift(compose())).toEqual([]);
  });
});

describe('what the checks refuse', () => {
  it('a field taken from its owner', () => {
    expect(withIntruder('type Child @key(fields: "iin") { iin: IIN! birthDate: Date @override(from: "registry") @authenticated } scalar IIN scalar Date')).toContainEqual(
      expect.stringMatching(/Child\.birthDate is taken from its owner/),
    );
  });

  it('a second owner of the grant', () => {
    const problems = withIntruder(
      'type Child @key(fields: "iin") { iin: IIN! grant: AccessGrant @inaccessible @shareable } type AccessGrant @inaccessible { relation: String! @shareable } scalar IIN',
    );
    expect(problems.length).toBeGreaterThan(0);
  });

  it('a new field on somebody else\'s entity', () => {
    expect(withIntruder('type Child @key(fields: "iin") { iin: IIN! police: String @authenticated } scalar IIN')).toContainEqual(
      expect.stringMatching(/Child\.police belongs to registry/),
    );
  });

  it('an entity without an agreed owner, a field without a rule, a guarded field that is not nullable, a missing description', () => {
    const problems = withIntruder('type Query { loot: [Loot!] locked: String! @authenticated } type Loot @key(fields: "id") { id: ID! name: String }');
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/entity Loot has no owner/),
        expect.stringMatching(/Query\.loot has no rule/),
        expect.stringMatching(/Loot\.name has no rule/),
        expect.stringMatching(/Query\.locked is guarded and must be nullable/),
        expect.stringMatching(/Loot\.name of intruder has none/),
      ]),
    );
  });

  it('a list that does not say how long it is, a connection whose field does not, and a size of nothing', () => {
    expect(withIntruder('type Query { loot: [Loot!] @authenticated } type Loot { name: String }')).toContainEqual(expect.stringMatching(/cost: Query\.loot is a list/));
    expect(withIntruder('type Query { loot(first: Int): LootConnection @authenticated } type LootConnection { edges: [Loot!] } type Loot { name: String }')).toContainEqual(
      expect.stringMatching(/cost: Query\.loot returns a connection/),
    );
    expect(withIntruder('type Query { loot(first: Int): [Loot!] @listSize(slicingArguments: ["last"]) } type Loot { name: String }')).toContainEqual(
      expect.stringMatching(/Slicing argument "last" is not an argument of "Query\.loot"/),
    );
  });

  it('a root field that would blank the others', () => {
    expect(withIntruder('type Query { counts: [Int!]! }')).toContainEqual(expect.stringMatching(/Query\.counts is a root field and must be nullable/));
  });

  it('a shared list, which makes planning explode', () => {
    const money = 'type Money @shareable { amounts: [String!]! }';
    const { problems } = compose({ one: { sdl: `${LINK}\ntype Query { a: Money } ${money}` }, two: { sdl: `${LINK}\ntype Query { b: Money } ${money}` } });
    expect(problems).toContainEqual(expect.stringMatching(/Money\.amounts must not be a list/));
  });
});

describe('the published operations', () => {
  const schema = buildSchema(compose().files.get('api.graphql') ?? '');
  const problemsOf = (text: string): readonly string[] => publishedOperations(schema, new Map([['one.graphql', 'query One { regions { kato } }'], ['other.graphql', text]])).problems;

  it('are in a manifest, each under the hash of what a client sends that has parsed its file', () => {
    const { manifest, problems } = publishedOperations(schema);
    expect(problems).toEqual([]);
    expect(manifest.operations.map(({ name }) => name)).toEqual(['ApplyForSchool', 'ChildEntitlements', 'ChildProfile', 'FamilyCard', 'SchoolPlaces', 'WithdrawSchoolApplication']);
    const [file = ''] = operationFiles().values();
    expect(manifest.operations[0]?.id).toBe(createHash('sha256').update(print(parse(file))).digest('hex'));
    expect(JSON.parse(compose().files.get('operations/manifest.json') ?? '')).toEqual(manifest);
  });

  it.each([
    ['does not fit the schema', 'query Other { regions { nope } }', /^schema\/operations\/other\.graphql: Other: Cannot query field "nope"/],
    ['is no GraphQL', 'query {', /Syntax Error/],
    ['has no name', '{ regions { kato } }', /another operation than it says/],
    ['has the name of another', 'query One { regions { name } }', /there is another operation One/],
    ['is two', 'query Other { regions { kato } } query More { regions { kato } }', /not one operation/],
    ['asks for the schema', 'query Other { __schema { queryType { name } } }', /introspection/],
    ['has an IIN that is none', 'query Other { child(iin: "1") { iin } }', /iin/],
  ])('must not be one that %s', (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });
});
