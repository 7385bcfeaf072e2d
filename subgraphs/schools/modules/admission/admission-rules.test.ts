import { describe, expect, it } from 'vitest';
import { figureOn, hasPlace, inWindow, isFull, missingPapers, refusedByRule, rightAge, type AdmissionRule, type Asked } from './admission-rules.js';

const rule = (kind: AdmissionRule['kind'], code: string, more: Partial<AdmissionRule> = {}): AdmissionRule => ({ kind, code, validFrom: '2012-01-01', validTo: null, value: null, opens: null, closes: null, neededFor: null, ...more });
const RULES = [
  rule('WINDOW', 'CLASS_1', { validTo: '2025-01-01', opens: '04-01', closes: '08-01' }),
  rule('WINDOW', 'CLASS_1', { validFrom: '2025-01-01', opens: '04-01', closes: '08-31' }),
  rule('PAPER', 'PHOTO', { neededFor: 'EVERYBODY' }),
  rule('PAPER', 'PMPC_CONCLUSION', { neededFor: 'SPECIAL_CONDITIONS' }),
  rule('PAPER', 'RESIDENCE_PAPER', { neededFor: 'FOREIGNERS' }),
  rule('PAPER', 'PERSONAL_FILE', { neededFor: 'TRANSFER' }),
];
const AGES = { preSchool: 5, first: 6, last: 17 };
const asked = (more: Partial<Asked> = {}): Asked => ({ kind: 'ADMISSION', birthDate: '2020-03-03', schoolYear: '2026-09-01', classNumber: 1, receivedOn: '2026-05-12', specialConditions: null, papers: [], ...more });

describe('the term of applications', () => {
  it.each([
    ['2026-09-01', '2026-03-31', false], ['2026-09-01', '2026-04-01', true], ['2026-09-01', '2026-08-31', true], ['2026-09-01', '2026-09-01', true],
    ['2024-09-01', '2024-08-01', true], ['2024-09-01', '2024-08-02', false], ['2024-09-01', '2024-09-01', true], ['2027-09-01', '2026-12-01', false],
  ])('of the school year %s on %s: %s', (schoolYear, receivedOn, open) => {
    expect(inWindow(asked({ schoolYear, receivedOn }), RULES)).toBe(open);
    expect(inWindow(asked({ schoolYear, receivedOn, kind: 'TRANSFER' }), RULES)).toBe(true);
    expect(inWindow(asked({ schoolYear, receivedOn, classNumber: 5 }), RULES)).toBe(true);
  });
});

describe('the age', () => {
  it.each([['2020-09-01', 1, true], ['2020-09-02', 1, false], ['2020-09-02', 0, true], ['2021-09-02', 0, false], ['2008-09-02', 11, true], ['2008-09-01', 11, false]] as const)('of somebody born on %s for class %s: %s', (birthDate, classNumber, right) => {
    expect(rightAge(asked({ birthDate, classNumber }), AGES)).toBe(right);
    expect(rightAge(asked({ birthDate, classNumber, kind: 'TRANSFER' }), AGES)).toBe(true);
  });

  it('and the term answer at once, the term first', () => {
    expect(refusedByRule(asked(), RULES, AGES)).toBe(null);
    expect(refusedByRule(asked({ birthDate: '2021-01-01' }), RULES, AGES)).toBe('AGE');
    expect(refusedByRule(asked({ birthDate: '2021-01-01', receivedOn: '2026-01-01' }), RULES, AGES)).toBe('OUTSIDE_WINDOW');
  });
});

it('papers are missing that are needed for what is asked', () => {
  expect(missingPapers(asked(), RULES)).toEqual(['PHOTO']);
  expect(missingPapers(asked({ papers: ['PHOTO'], specialConditions: '7' }), RULES)).toEqual(['PMPC_CONCLUSION']);
  expect(missingPapers(asked({ papers: ['PHOTO'], kind: 'TRANSFER' }), RULES)).toEqual(['PERSONAL_FILE']);
});

it('others have a place when every child of the catchment has theirs', () => {
  expect(hasPlace({ places: 3, taken: 1, keptForCatchment: 1 }, false)).toBe(true);
  expect(hasPlace({ places: 3, taken: 1, keptForCatchment: 2 }, false)).toBe(false);
  expect(hasPlace({ places: 3, taken: 2, keptForCatchment: 2 }, true)).toBe(true);
  expect(hasPlace({ places: 3, taken: 3, keptForCatchment: 0 }, true)).toBe(false);
  expect([isFull({ places: 3, taken: 2, keptForCatchment: 1 }), isFull({ places: 3, taken: 3, keptForCatchment: 0 })]).toEqual([false, true]);
});

it('a figure is that of the day', () => {
  const rules = [rule('FIGURE', 'CLASS_0_AGE', { validTo: '2026-01-01', value: 5 }), rule('FIGURE', 'CLASS_0_AGE', { validFrom: '2026-01-01', value: 4 })];
  expect(['2011-01-01', '2025-12-31', '2026-01-01'].map((day) => figureOn(rules, 'CLASS_0_AGE', day))).toEqual([5, 5, 4]);
  expect(() => figureOn(rules, 'PLACES_SET_ASIDE', '2026-01-01')).toThrow(/missing/);
});
