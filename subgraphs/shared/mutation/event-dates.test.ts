import { describe, expect, it } from 'vitest';
import { withCheckDigit } from '../scalars/identifier.js';
import { withoutNumber } from './event-dates.js';

const iin = withCheckDigit('15010190001') ?? '';

describe('a text that could name somebody', () => {
  it.each([
    ['an IIN', 'of 850101300012'],
    ['one that was mistyped', 'of 850101300013'],
    ['one with its digits apart', `of ${iin.slice(0, 6)} ${iin.slice(6)}`],
    ['one within words', 'ИИН:850101300012,'],
  ])('%s is refused', (_what, text) => expect(() => withoutNumber('input.text', text)).toThrow(/^input\.text: must hold/));

  it.each([
    ['the number of a criminal case, of fifteen digits', '237100031000123'],
    ['a case number', 'КСК-2026/118'],
    ['an id', '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55'],
    ['a telephone', '+7 701 234 56 78'],
  ])('%s is none', (_what, text) => expect(withoutNumber('input.text', text)).toBe(text));
});
