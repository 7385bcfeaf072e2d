import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { rateRow } from './rate-file.js';

const read = (day: string | null, kzt: string, source: string | null, certainty: string, corrects: string | null = null, by: string | null = 'A. Official') =>
  rateRow({ day, kzt_per_usd: kzt, source, certainty, corrects }, { today: '2026-11-27', by });

describe('a row of a file of rates', () => {
  it('is read', () => {
    expect(read('2026-11-26', '518.39', 'nationalbank.kz, official rates', 'A')).toEqual({ day: '2026-11-26', kzt: '518.39', source: 'nationalbank.kz, official rates', certainty: 'A', corrects: null });
    expect(read('2026-11-26', '518.39', 'nationalbank.kz', 'A', '518.93')).toMatchObject({ kzt: '518.39', corrects: '518.93' });
  });

  it.each([
    ['2026-11-31', '518.39', 'x', 'A', 'day'],
    ['2026-11-28', '518.39', 'x', 'A', 'day'],
    [null, '518.39', 'x', 'A', 'day'],
    ['2026-11-26', '0.00', 'x', 'A', 'kzt_per_usd'],
    ['2026-11-26', '-1', 'x', 'A', 'kzt_per_usd'],
    ['2026-11-26', '518,39', 'x', 'A', 'kzt_per_usd'],
    ['2026-11-26', '518.39', null, 'A', 'source'],
    ['2026-11-26', '518.39', 'x', 'a', 'certainty'],
  ])('%s,%s,%s,%s is refused for %s', (day, kzt, source, certainty, field) => {
    expect(read(day, kzt, source, certainty)).toEqual([{ field, reason: expect.stringContaining('must') }]);
  });

  it.each([
    ['no rate', 'A', 'wrong', 'A. Official', 'corrects'],
    ['a figure from memory', 'M', '518.93', 'A. Official', 'certainty'],
    ['nobody\'s name', 'A', '518.93', null, 'corrects'],
  ])('that corrects another is refused for %s', (_what, certainty, corrects, by, field) => {
    expect(read('2026-11-26', '518.39', 'x', certainty, corrects, by)).toEqual([{ field, reason: expect.stringContaining('must') }]);
  });
});
