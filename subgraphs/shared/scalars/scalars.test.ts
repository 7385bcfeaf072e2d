import { describe, expect, it } from 'vitest';
import { Decimal } from 'decimal.js';
import { hasValidCheckDigit, identifierProblem, withCheckDigit } from './identifier.js';
import { BIN, DateScalar, DecimalScalar, IIN, KATO, UUID } from './scalars.js';

describe('IIN and BIN', () => {
  it.each(['900101300017', '800416100254', '680503250034', '010101100018', '150601900015'])('%s passes with the first weights', (iin) => {
    expect(IIN.parseValue(iin)).toBe(iin);
  });

  it.each(['061211600012', '010101100903', '150601900600'])('%s passes with the second weights', (iin) => {
    expect(IIN.parseValue(iin)).toBe(iin);
  });

  it('refuses a base whose check digit is 10 twice, whatever follows', () => {
    for (let digit = 0; digit <= 9; digit += 1) expect(hasValidCheckDigit(`01010110099${digit}`)).toBe(false);
    expect(withCheckDigit('01010110099')).toBeNull();
    expect(hasValidCheckDigit('000813159890')).toBe(false);
  });

  it('refuses nearly every mistyped digit but the eleventh, whose weight is 11', () => {
    const mistyped = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11].flatMap((place) =>
      Array.from({ length: 9 }, (_, shift) => {
        const digits = Array.from('150601900015', Number);
        digits[place] = ((digits[place] ?? 0) + shift + 1) % 10;
        return digits.join('');
      }),
    );
    expect(mistyped.filter(hasValidCheckDigit).length).toBeLessThan(mistyped.length / 50);
  });

  it('says what is wrong without repeating the value', () => {
    expect(identifierProblem('IIN', '150601900016')).toMatch(/check digit/);
    expect(identifierProblem('BIN', '12')).toMatch(/BIN must be a string of exactly 12 digits/);
    expect(() => BIN.parseValue(150_601_900_015)).toThrow(/string of exactly 12 digits/);
  });
});

describe('KATO', () => {
  it('has no check digit but a known region', () => {
    expect(KATO.parseValue('750000000')).toBe('750000000');
    expect(() => KATO.parseValue('990000000')).toThrow(/20 regions/);
    expect(() => KATO.parseValue('75')).toThrow(/9 digits/);
  });
});

describe('Date', () => {
  it('takes existing days only', () => {
    expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    for (const wrong of ['2023-02-29', '2024-1-1', '2024-13-01', 20_240_101, '2024-02-29T00:00:00Z']) {
      expect(() => DateScalar.parseValue(wrong)).toThrow(/existing day/);
    }
  });

  it('takes days of living memory and foresight', () => {
    for (const wrong of ['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31']) expect(() => DateScalar.parseValue(wrong)).toThrow(/from 1900-01-01 to 2199-12-31/);
  });
});

describe('Decimal', () => {
  it('crosses the wire as text, exactly', () => {
    expect(DecimalScalar.serialize(new Decimal('904337525.76'))).toBe('904337525.76');
    expect(DecimalScalar.serialize(new Decimal('0.1').plus('0.2'))).toBe('0.3');
    expect(DecimalScalar.parseValue('100.52').toFixed()).toBe('100.52');
  });

  it.each(['1e3', '', '1,5', 'NaN', '0x10', 5])('refuses %s', (wrong) => {
    expect(() => DecimalScalar.parseValue(wrong)).toThrow(/Decimal must be/);
  });
});

describe('UUID', () => {
  it('takes random ones only', () => {
    for (const right of ['0198c9a4-5f0e-7c3d-9a41-6f2b8c1d7e55', 'F47AC10B-58CC-4372-A567-0E02B2C3D479']) expect(UUID.parseValue(right)).toBe(right);
    for (const wrong of ['00000000-0000-0000-0000-000000000000', 'a6a8c0c4-0e1b-11ef-9262-0242ac120002', 'f47ac10b58cc4372a5670e02b2c3d479', 'birth-17', 17]) {
      expect(() => UUID.parseValue(wrong)).toThrow(/random UUID/);
    }
  });
});
