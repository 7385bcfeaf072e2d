import { describe, expect, it } from 'vitest';
import { withCheckDigit } from './identifier.js';
import { hasIinApart } from './written-iin.js';

const iin = withCheckDigit('15010190001') ?? '';
const [date, rest, end] = [iin.slice(0, 6), iin.slice(6, 9), iin.slice(9)];

describe('an IIN whose digits stand apart', () => {
  it.each([
    `${date} ${rest}${end}`, `${date} ${rest} ${end}`, `${date}-${rest}-${end}`, `${date}.${rest}.${end}`, `${date} - ${rest}${end}`, `${date}\u00a0${rest}\u2009${end}`,
    `${date}\u200b${rest}${end}`, `${date}–${rest}−${end}`, `${date}/${rest}_${end}`, Array.from(iin).join(' '), `дело 7 ${date} ${rest} ${end} 2026`, `ИИН:${date} ${rest}${end}, 12.05.2026`,
    Array.from(`${date} ${rest} ${end}`, (sign) => (sign === ' ' ? sign : String.fromCharCode(sign.charCodeAt(0) + 0xfee0))).join(''),
  ])('is seen: %s', (text) => expect(hasIinApart(text)).toBe(true));

  it.each([
    '+7 701 123 45 67', '8 (7172) 55-12-34, 8 (7172) 55-12-35', '12.05.2026 - 14.06.2026', 'No. 2026-11/28-000123', 'KZ86 125K ZT50 0410 0100', '1 250 000 000 тенге',
    // Another check digit; a month that there is not; a body's number; one that goes on.
    `${date} ${rest} ${end.slice(0, 2)}${(Number(end[2]) + 1) % 10}`, `153101 900 ${(withCheckDigit('15310190001') ?? '').slice(9)}`, (withCheckDigit('99014000020') ?? '').replace(/(.{4})/g, '$1 '),
    `${date} ${rest} ${end}7`, `${date}, ${rest}${end}`, `${date} and ${rest}${end}`,
  ])('is not seen in: %s', (text) => expect(hasIinApart(text)).toBe(false));
});
