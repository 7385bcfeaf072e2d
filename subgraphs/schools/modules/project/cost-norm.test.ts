import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { COST_NORMS } from '../../migrations/reference/cost-norms.js';
import { costPerPlace, normFor, ofNorm } from './cost-norm.js';

const STEPS = COST_NORMS.map(([capacity, kzt]) => ({ capacity, kztPerPlace: new Decimal(kzt) }));

it.each([
  [50, '8300000'], [300, '8300000'], [450, '7550000'], [600, '6800000'], [601, '6795000'], [1000, '5133333'], [1750, '4200000'], [2250, '3900000'], [2500, '3600000'], [6000, '3600000'],
])('the norm for %i places is %s', (capacity, norm) => {
  expect(normFor(capacity, STEPS)?.toFixed()).toBe(norm);
});

it('is none without norms', () => {
  expect(normFor(300, [])).toBeNull();
});

it('says how much a place costs, and how many times the norm', () => {
  const perPlace = costPerPlace(new Decimal('6000000000'), 900);
  expect([perPlace.toFixed(), ofNorm(perPlace, new Decimal(5_300_000)).toFixed()]).toEqual(['6666667', '1.258']);
});
