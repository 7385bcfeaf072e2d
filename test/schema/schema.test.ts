import { describe, expect, it } from 'vitest';
import { compose, drift } from '../../schema/compose.js';
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
