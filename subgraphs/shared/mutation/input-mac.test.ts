import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { withCheckDigit } from '../scalars/identifier.js';
import { macsOf, namedIins, normalised } from './input-mac.js';

const SCOPE = { coordinate: 'Mutation.x', client: 'portal', subject: 'account' };
const KEY = '0198c9a4-5f0e-7c3d-9a41-6f2b8c1d7e55';

describe('inputs that mean the same', () => {
  it('have one text, whatever the order of their members and whether nothing is null or left out', () => {
    const one = normalised({ b: [1, { y: null, x: 'a' }], a: undefined, idempotencyKey: KEY });
    expect(one).toBe(normalised({ a: null, b: [1, { x: 'a' }] }));
    expect(one).toBe('{"b":[1,{"x":"a"}]}');
  });

  it('take exact decimals by their value', () => {
    expect(normalised({ amount: new Decimal('1.50') })).toBe(normalised({ amount: new Decimal('1.5') }));
  });

  it('differ by the order of a list', () => {
    expect(normalised({ a: [1, 2] })).not.toBe(normalised({ a: [2, 1] }));
  });
});

describe('the MACs of a key', () => {
  it('differ by mutation, client, account and key, and not by how the key is written', () => {
    const scopes = [SCOPE, { ...SCOPE, coordinate: 'Mutation.y' }, { ...SCOPE, client: 'other' }, { ...SCOPE, subject: 'other' }];
    const keys = scopes.map((scope) => macsOf(KEY, scope, {}).key);
    expect(new Set([...keys, macsOf(KEY.replace('1', '2'), SCOPE, {}).key]).size).toBe(5);
    expect(macsOf(KEY.toUpperCase(), SCOPE, {})).toEqual(macsOf(KEY, SCOPE, {}));
  });

  it('are not the input\'s plain hash: the same input has another under each key', () => {
    const input = { iin: '150514900002' };
    expect(macsOf(KEY, SCOPE, input).input).not.toBe(macsOf(KEY.replace('1', '2'), SCOPE, input).input);
  });
});

it('finds the IINs of an input, each once, and no BINs', () => {
  const bin = withCheckDigit('12034000751');
  expect(bin).not.toBeNull();
  expect(namedIins({ iin: '150514900002', body: bin, parents: [{ iin: '880617900004' }, { iin: '150514900002' }], source: 'act 123456789012' })).toEqual(['150514900002', '880617900004']);
});
