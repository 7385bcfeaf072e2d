import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { MAX_DEPTH, MAX_SAME_TYPE, nestingRule } from './nesting-rule.js';

const schema = buildSchema('type Query { child: Child a: A } type Child { iin: ID siblings: [Sibling!] } type Sibling { child: Child } type A { b: B x: ID } type B { a: A }');
const problems = (document: string): string[] => validate(schema, parse(document), [...specifiedRules, nestingRule]).map(({ message }) => message);

/** A child, and so many generations of siblings. */
const siblings = (turns: number): string => `{ child { ${'siblings { child { '.repeat(turns)} iin ${'} } '.repeat(turns)} } }`;

it('allows a child, their siblings and those of the siblings, and not one turn more', () => {
  expect(problems(siblings(MAX_SAME_TYPE - 1))).toEqual([]);
  expect(problems(siblings(MAX_SAME_TYPE))).toEqual([`The document goes through Child more than ${MAX_SAME_TYPE} times on one way from the root.`]);
});

it('sees through named and inline fragments, also when they are reused', () => {
  const turn = 'fragment S on Child { siblings { child { ... on Child { ...T } } } } fragment T on Child { siblings { child { ...U } } } fragment U on Child { siblings { child { iin } } }';
  expect(problems(`{ child { ...S } } ${turn}`)).toHaveLength(1);
  expect(problems('{ child { ...S } again: child { ...S } } fragment S on Child { siblings { child { iin } } }')).toEqual([]);
});

it('ends on a cycle of fragments, which another rule reports', () => {
  expect(problems('{ child { ...S } } fragment S on Child { iin ...S }')).toEqual(['Cannot spread fragment "S" within itself.']);
});

it('bounds the depth whatever the types', () => {
  const wide = buildSchema(`type Query { t0: T0 } ${Array.from({ length: 25 }, (_, i) => `type T${i} { t${i + 1}: T${i + 1} x: ID }`).join(' ')} type T25 { x: ID }`);
  const nested = (depth: number): string => `{ ${Array.from({ length: depth - 1 }, (_, i) => `t${i} { `).join('')} x ${'} '.repeat(depth - 1)} }`;
  const found = (depth: number): number => validate(wide, parse(nested(depth)), [nestingRule]).length;
  expect([found(MAX_DEPTH), found(MAX_DEPTH + 1)]).toEqual([0, 1]);
});

it('leaves introspection alone and refuses what the schema has no root for', () => {
  expect(problems(getIntrospectionQuery())).toEqual([]);
  expect(problems('mutation { x }')).toContain('This graph has no mutations.');
  expect(problems('subscription { x }')).toContain('This graph has no subscriptions.');
});
