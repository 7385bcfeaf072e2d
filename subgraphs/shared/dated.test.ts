import { describe, expect, it } from 'vitest';
import { civilDay } from './clock.js';
import { ageOn, birthdayAt, holdsOn } from './dated.js';
import { negotiateLanguage } from './language.js';

describe('dates', () => {
  it('holds from the first day to the day before the last', () => {
    const period = { validFrom: '2024-01-01', validTo: '2024-02-01' };
    expect(['2023-12-31', '2024-01-01', '2024-01-31', '2024-02-01'].map((day) => holdsOn(period, day))).toEqual([false, true, true, false]);
    expect(holdsOn({ validFrom: '2024-01-01', validTo: null }, '2999-01-01')).toBe(true);
  });

  it('comes of age on the birthday, on 1 March for 29 February', () => {
    expect(ageOn('2008-11-23', '2026-11-22')).toBe(17);
    expect(ageOn('2008-11-22', '2026-11-22')).toBe(18);
    expect(birthdayAt('2008-02-29', 18)).toBe('2026-03-01');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
    expect(birthdayAt('2008-02-29', 16)).toBe('2024-02-29');
  });

  it('knows the civil day of Almaty, not of UTC', () => {
    expect(civilDay(new Date('2026-11-22T18:59:59Z'))).toBe('2026-11-22');
    expect(civilDay(new Date('2026-11-22T19:00:00Z'))).toBe('2026-11-23');
  });
});

describe('negotiateLanguage', () => {
  it.each([
    [undefined, 'KK'],
    ['', 'KK'],
    ['ru', 'RU'],
    ['en-GB,en;q=0.9', 'EN'],
    ['fr, ru;q=0.4, en;q=0.8', 'EN'],
    ['de', 'KK'],
    ['ru;q=0, en', 'EN'],
  ])('%s → %s', (header, language) => {
    expect(negotiateLanguage(header)).toBe(language);
  });
});
