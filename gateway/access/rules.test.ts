import { buildASTSchema, parse, type GraphQLCompositeType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PossibleTypes } from '../schema/possible-types.js';
import { AccessRules } from './rules.js';

const scope = (name: string): string => `@requiresScopes(scopes: [["${name}"]])`;

const SUPERGRAPH = parse(`
  schema @link(url: "https://specs.apollo.dev/link/v1.0") { query: Query }
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  type Query { open: Int own: Int @authenticated secret: Secret level: Level child: Child named: Named hit: Hit }
  scalar Secret ${scope('care')}
  enum Level ${scope('audit')} { LOW }
  interface Named ${scope('operations')} { name: String kin: Named ${scope('education')} }
  type Child implements Named ${scope('identity')} { name: String ${scope('family')} kin: Adult }
  type Adult implements Named { name: String kin: Named job: String }
  union Hit = Child | Adult
  input Wish { name: String }
  extend type Adult ${scope('contacts')} { age: Int ${scope('savings')} }
`, { noLocation: true });

const schema = buildASTSchema(SUPERGRAPH, { assumeValidSDL: true });
const rulesOf = (): AccessRules => new AccessRules(SUPERGRAPH, new PossibleTypes(SUPERGRAPH));
const rules = rulesOf();

const before = (coordinate: string, of = rules) => {
  const [type = '', name = ''] = coordinate.split('.');
  const parent = schema.getType(type) as GraphQLCompositeType;
  const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`There is no ${coordinate}.`);
  return of.before(parent, field);
};

/** What stands before a field: its classes, and `-` where a viewer is enough. */
const needed = (coordinate: string): string => before(coordinate).map(({ scopes }) => scopes.flat().join() || '-').sort().join(' ');

describe('before a field stand the rules', () => {
  it('that it has, and none where it has none', () => {
    expect([needed('Query.open'), needed('Query.own')]).toEqual(['', '-']);
  });

  it('of the type that it returns, be it a scalar or an enum', () => {
    expect(['secret', 'level', 'child', 'named'].map((name) => needed(`Query.${name}`))).toEqual(['care', 'audit', 'identity', 'operations']);
  });

  it('of its type, and no others of that', () => {
    expect([needed('Child.name'), needed('Child.kin')]).toEqual(['family identity', 'contacts identity']);
  });

  it('of every type behind an interface, and of what it returns there', () => {
    expect([needed('Named.name'), needed('Named.kin')]).toEqual(['contacts family identity operations', 'contacts education identity operations']);
    expect(needed('Query.hit')).toBe('');
  });

  it('that an extension of its type adds', () => {
    expect(needed('Adult.job')).toBe('contacts');
    expect(rules.before(schema.getType('Adult') as GraphQLCompositeType, { name: 'age' } as never).map(({ scopes }) => scopes.flat().join())).toEqual(['contacts', 'savings']);
  });

  it('which are looked up once', () => {
    const fresh = rulesOf();
    expect(before('Child.name', fresh)).toBe(before('Child.name', fresh));
    expect(before('Child.name', fresh)).not.toBe(before('Child.kin', fresh));
  });
});
