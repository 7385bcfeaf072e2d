import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RetryBudget } from './retry-budget.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** How many calls are repeated when all want to be. */
function repeatedOf(budget: RetryBudget, calls: number): number {
  let repeated = 0;
  for (let i = 0; i < calls; i += 1) {
    budget.earn();
    if (budget.take()) repeated += 1;
  }
  return repeated;
}

it('who always fails gets a tenth more, and few at once', () => {
  const budget = new RetryBudget();
  expect(repeatedOf(budget, 1_000)).toBeCloseTo(110, -0.5);
  expect(repeatedOf(budget, 1_000)).toBeCloseTo(100, -0.5);
});

it('a few are repeated however quiet it is', () => {
  const budget = new RetryBudget();
  repeatedOf(budget, 100);
  expect(budget.take()).toBe(false);
  vi.advanceTimersByTime(3_000);
  expect([budget.take(), budget.take(), budget.take(), budget.take()]).toEqual([true, true, true, false]);
  vi.advanceTimersByTime(3_600_000);
  expect(repeatedOf(budget, 20)).toBe(11);
});

it('calls that went well are remembered, up to a bound', () => {
  const budget = new RetryBudget();
  for (let i = 0; i < 100_000; i += 1) budget.earn();
  expect(repeatedOf(budget, 2_000)).toBeLessThanOrEqual(701);
});
