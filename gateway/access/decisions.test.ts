import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { conditionVariables, isIncluded } from './conditions.js';
import { accessOf, refuse } from './refusal.js';

const viewer = { subject: 's', role: 'citizen', client: 'c', iin: null, organisation: null, regions: [], scopes: [], documents: 'free' } as const;

describe('what a condition leaves in', () => {
  const left = (directives: string, variables: Record<string, unknown> = {}): boolean => {
    const operation = parse(`{ field ${directives} }`).definitions[0] as OperationDefinitionNode;
    return isIncluded(operation.selectionSet.selections[0]?.directives, variables);
  };

  it('is everything without one', () => {
    expect(isIncluded(undefined, {})).toBe(true);
    expect([left(''), left('@tag'), left('@tag(if: false)'), left('@tag(if: true)')]).toEqual([true, true, true, true]);
  });

  it('goes by words and by variables', () => {
    expect(['@skip(if: true)', '@skip(if: false)', '@include(if: true)', '@include(if: false)'].map((one) => left(one))).toEqual([false, true, true, false]);
    for (const yes of [true, false]) expect([left('@skip(if: $yes)', { yes }), left('@include(if: $yes)', { yes })]).toEqual([!yes, yes]);
    expect(left('@include(if: $yes)')).toBe(false);
  });

  it('is what it is for a condition that is not met where the condition is no Boolean, or is not said', () => {
    expect(['@skip', '@include', '@skip(if: "true")', '@include(if: "true")', '@skip(if: $yes)', '@include(if: $yes)'].map((one) => left(one, { yes: 'true' }))).toEqual([true, false, true, false, true, false]);
    const bare = (value: string) => [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value } }] as const;
    expect([isIncluded(bare('skip'), {}), isIncluded(bare('include'), {})]).toEqual([true, false]);
  });

  it('needs every condition met', () => {
    expect([left('@include(if: true) @skip(if: true)'), left('@include(if: false) @skip(if: false)'), left('@include(if: true) @skip(if: false)')]).toEqual([false, false, true]);
  });
});

it('names the variables that conditions look at, each once, and no others', () => {
  const document = parse('query ($a: Boolean!, $b: Boolean!, $c: Boolean!) { one @include(if: $a) two @skip(if: $b) { three @skip(if: $a) @include(if: true) } four @tag(if: $c) five(if: $c) six @include(unless: $c) }');
  expect(conditionVariables(document)).toEqual(['a', 'b']);
});

describe('two requests', () => {
  it('are stripped alike when they may do the same, in whatever order their classes are named', () => {
    const one = accessOf({ viewer, purpose: 'OWN_FAMILY', scopes: new Set(['identity', 'care']) });
    expect(one).toMatchObject({ authenticated: true, purposeNamed: true, key: 'true true care identity' });
    expect(accessOf({ viewer, purpose: 'CHILD_PROFILE', scopes: new Set(['care', 'identity']) }).key).toBe(one.key);
  });

  it('are not when one has no token or no purpose', () => {
    expect(accessOf({ viewer: null, purpose: null, scopes: new Set() })).toMatchObject({ authenticated: false, purposeNamed: false, key: 'false false' });
    expect(accessOf({ viewer, purpose: null, scopes: new Set() }).key).toBe('true false');
  });
});

describe('a refusal', () => {
  const rules = [{ authenticated: true, scopes: [] }, { authenticated: true, scopes: [['identity', 'family'], ['care']] }] as const;
  const asking = (...scopes: ('identity' | 'family' | 'care')[]) => accessOf({ viewer, purpose: 'OWN_FAMILY', scopes: new Set(scopes) });

  it('is none where there is no rule, or all are met', () => {
    expect(refuse([], accessOf({ viewer: null, purpose: null, scopes: new Set() }))).toBeNull();
    expect([refuse(rules, asking('care')), refuse(rules, asking('identity', 'family'))]).toEqual([null, null]);
  });

  it('says the first thing that is missing: the token, the purpose, the classes', () => {
    expect(refuse(rules, accessOf({ viewer: null, purpose: null, scopes: new Set() }))).toEqual({ code: 'UNAUTHENTICATED', message: 'This field needs an access token.' });
    expect(refuse(rules, accessOf({ viewer, purpose: null, scopes: new Set() }))).toEqual({ code: 'PURPOSE_MISSING', message: 'This field needs a purpose: name it in the header X-Purpose.' });
    expect(refuse(rules, asking('family'))).toEqual({ code: 'SCOPE_MISSING', message: 'This field needs the field class identity and family, or care under the purpose named.' });
  });
});
