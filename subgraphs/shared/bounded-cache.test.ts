import { expect, it } from 'vitest';
import { BoundedCache } from './bounded-cache.js';

it('forgets what was used least recently, and makes nothing twice before', () => {
  const cache = new BoundedCache<string>(2);
  const made: string[] = [];
  const get = (key: string): string =>
    cache.getOrMake(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps nothing of a failure', () => {
  const cache = new BoundedCache<number>(2);
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() => cache.getOrMake('a', fail)).toThrow('no');
  expect(cache.getOrMake('a', () => 1)).toBe(1);
});
