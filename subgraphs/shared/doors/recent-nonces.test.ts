import { expect, it } from 'vitest';
import { RecentNonces } from './recent-nonces.js';

it('knows a nonce until it has expired, and forgets it then', () => {
  let now = 0;
  const recent = new RecentNonces({ now: () => new Date(now) });
  expect(['a', 'b', 'a'].map((nonce) => recent.take(nonce, 30_000))).toEqual([true, true, false]);
  now = 29_999;
  expect([recent.take('a', 30_000), recent.take('c', 50_000)]).toEqual([false, true]);
  now = 30_000;
  expect([recent.take('a', 60_000), recent.take('c', 50_000)]).toEqual([true, false]);
});
