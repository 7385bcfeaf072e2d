import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { COST_NORMS } from '../../migrations/reference/cost-norms.js';
import { bestSite, forecastYear, type ForecastNorms } from './forecast.js';

const NORMS: ForecastNorms = { running: '2026-09-01', shifts: 2, lastClass: 11, years: 12, step: 5 };
const AT = { region: '750000000', district: '751110000' };
const cohort = (year: number, children: number) => ({ ...AT, year, children });

describe('a forecast', () => {
  const cohorts = [cohort(2016, 1000), cohort(2017, 100), cohort(2027, 103), cohort(2028, 52), cohort(2029, 9000)];
  const capacity = [{ ...AT, capacity: 100, since: 0, opensOn: null }, { ...AT, capacity: 300, since: 0, opensOn: '2028-09-01' }, { ...AT, capacity: 900, since: 0, opensOn: '2029-01-10' }];

  it('sets children of the age for class 1 against a class\'s share of places', () => {
    expect(forecastYear(cohorts, capacity, NORMS, 1)).toEqual({ schoolYear: '2027-09-01', class1Children: 105, class1Places: 18, class1Deficit: 87, children: 1205, places: 200, projectPlaces: 0, deficit: 1005 });
  });

  it('counts a project from the school year that it is open for, and children until they are past school age', () => {
    expect(forecastYear(cohorts, capacity, NORMS, 2)).toEqual({ schoolYear: '2028-09-01', class1Children: 50, class1Places: 72, class1Deficit: 0, children: 255, places: 800, projectPlaces: 600, deficit: 0 });
  });
});

describe('the next school', () => {
  const STEPS = COST_NORMS.map(([capacity, kzt]) => ({ capacity, kztPerPlace: new Decimal(kzt) }));

  it.each([
    [5000, 2500, 5000, '555.6'], [3000, 1500, 3000, '476.2'], [600, 300, 600, '241'], [40, 300, 40, '16.1'], [6000, 2500, 5000, '555.6'],
  ])('for %i children without a place has %i places by design', (without, capacity, relieved, childrenPerBillion) => {
    const site = bestSite(without, STEPS, 2);
    expect({ ...site, cost: undefined, childrenPerBillion: site?.childrenPerBillion.toFixed() }).toEqual({ capacity, places: capacity * 2, relieved, cost: undefined, childrenPerBillion });
  });

  it('is none where nobody is without', () => {
    expect([bestSite(0, STEPS, 2), bestSite(10, [], 2)]).toEqual([null, null]);
  });
});
