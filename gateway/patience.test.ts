import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { Deadlines, Patience } from './patience.js';

it('ends once, for whoever still listens', () => {
  const patience = new Patience(0);
  const [listens, forgotten] = [vi.fn<() => void>(), vi.fn<() => void>()];
  patience.listen(listens);
  patience.listen(forgotten);
  patience.forget(forgotten);
  patience.end('GONE');
  patience.end('LATE');
  expect([patience.ended, listens.mock.calls, forgotten.mock.calls]).toEqual(['GONE', [['GONE']], []]);
});

it('each request has its time, whenever it began', async () => {
  const deadlines = new Deadlines(60);
  const [first, answered] = [deadlines.begin(), deadlines.begin()];
  deadlines.answered(answered);
  await delay(30);
  const second = deadlines.begin();
  expect([first.ended, second.ended]).toEqual([null, null]);
  await expect.poll(() => second.ended).toBe('LATE');
  expect([first.ended, answered.ended]).toEqual(['LATE', null]);
  expect(performance.now()).toBeGreaterThanOrEqual(second.until);
  const third = deadlines.begin();
  await expect.poll(() => third.ended).toBe('LATE');
});
