import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { rateRow } from './rate-file.js';

const read = (day: string | null, kzt: string, source: string | null, certainty: string) => rateRow({ day, kzt_per_usd: kzt, source, certainty }, '2026-11-27');

describe('a row of a file of rates', () => {
  it('is read', () => {
    expect(read('2026-11-26', '518.39', 'nationalbank.kz, official rates', 'A')).toEqual({ day: '2026-11-26', kzt: '518.39', source: 'nationalbank.kz, official rates', certainty: 'A' });
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
});
