import { describe, expect, it } from 'vitest';
import { STATED_TARGETS } from '../../migrations/reference/programme-targets.js';
import type { TargetRow } from './programme-target.repository.js';
import { progressOf } from './progress.js';
import { targetsOn } from './targets-on.js';

const ROWS = STATED_TARGETS.map((row) => ({ ...row, value: String(row.value) })) as TargetRow[];
const comfortable = (day: string, measure = 'OBJECTS') =>
  targetsOn(ROWS, day).filter((row) => row.programme === 'COMFORTABLE_SCHOOL' && row.measure === measure).map(({ forYear, rural, value }) => [forYear, rural, Number(value)]);

describe('the target of a day', () => {
  it.each([
    ['2023-01-31', []],
    ['2023-02-01', [[null, null, 401]]],
    ['2023-08-01', [[null, null, 369], [null, false, 205], [null, true, 164], [2024, null, 217], [2025, null, 152]]],
    ['2024-02-21', [[null, null, 369], [null, true, 163]]],
    ['2024-02-22', [[null, null, 382]]],
    ['2026-11-27', [[null, null, 217]]],
  ])('of %s is what had been stated last by then, without the parts of earlier totals', (day, expected) => {
    expect(comfortable(day)).toEqual(expected);
  });

  it('is another one for each measure and kind', () => {
    expect(comfortable('2024-02-22', 'PLACES')).toEqual([[null, null, 740_000]]);
    expect(comfortable('2025-05-01', 'PLACES')).toEqual([[null, null, 460_400], [2024, null, 257_000], [2025, null, 203_400]]);
    expect(targetsOn(ROWS, '2024-01-01').filter(({ programme }) => programme === null).map(({ kind, value }) => [kind, value])).toEqual([['EXTRA_EDUCATION_CENTRE', '100'], ['RECREATION_CENTRE', '50']]);
  });
});

describe('progress', () => {
  const projects = [
    { designCapacity: 600, plannedOn: '2024-08-01', deliveredOn: '2024-08-20' },
    { designCapacity: 900, plannedOn: '2024-08-01', deliveredOn: '2025-01-15' },
    { designCapacity: 300, plannedOn: '2025-08-01', deliveredOn: null },
    { designCapacity: 100, plannedOn: null, deliveredOn: null },
  ];

  it('sets what was stated, planned and delivered side by side, by year and in all', () => {
    const targets = targetsOn(ROWS, '2025-05-01').filter(({ programme }) => programme === 'COMFORTABLE_SCHOOL');
    expect(progressOf(projects, targets, 2)).toEqual([
      { year: null, statedObjects: 217, statedPlaces: 460_400, plannedObjects: 3, plannedPlaces: 3_600, deliveredObjects: 2, deliveredPlaces: 3_000 },
      { year: 2024, statedObjects: null, statedPlaces: 257_000, plannedObjects: 2, plannedPlaces: 3_000, deliveredObjects: 1, deliveredPlaces: 1_200 },
      { year: 2025, statedObjects: null, statedPlaces: 203_400, plannedObjects: 1, plannedPlaces: 600, deliveredObjects: 1, deliveredPlaces: 1_800 },
    ]);
  });

  it('is empty without projects and targets', () => {
    expect(progressOf([], [], 2)).toMatchObject([{ year: null, statedObjects: null, plannedObjects: 0, deliveredPlaces: 0 }]);
  });
});
