import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { amountOn, type SetCase } from './amount.js';
import { LAW_BOOK } from './law.js';

const set = (programme: SetCase['programme'], tier: string, on: string): string | undefined => amountOn(LAW_BOOK, { programme, tier }, on)?.gross.toFixed();

describe('what guardianship bodies set', () => {
  it('is 10 MCI a child', () => {
    expect(['2023-01-01', '2024-12-31', '2025-05-05', '2026-01-01'].map((on) => set('GUARDIAN', 'CHILD_MONEY', on))).toEqual(['34500', '36920', '39320', '43250']);
    expect((['FOSTER_FAM', 'PRO_FOSTER'] as const).map((programme) => [set(programme, 'CHILD_MONEY', '2025-07-01'), set(programme, 'CHILD_MONEY', '2026-01-01')])).toEqual([['39320', '43250'], ['39320', '43250']]);
  });

  it('is 75 MCI for each professional foster carer since July 2025, and 35 for patronage: four children and two carers as published', () => {
    expect([set('PRO_FOSTER', 'CARER_PAY', '2025-06-30'), set('PRO_FOSTER', 'CARER_PAY', '2025-07-01'), set('PRO_FOSTER', 'CARER_PAY', '2026-01-01')]).toEqual([undefined, '294900', '324375']);
    expect(set('PATRONAGE', 'CARER_PAY', '2023-07-01')).toBe('120750');
    expect([4 * Number(set('PRO_FOSTER', 'CHILD_MONEY', '2025-07-01')), 2 * Number(set('PRO_FOSTER', 'CARER_PAY', '2025-07-01'))]).toEqual([157_280, 589_800]);
  });
});

describe('what the rules compute', () => {
  it('is null without a right, and for days whose figures are not known', () => {
    expect(amountOn(LAW_BOOK, { programme: 'LARGE_FAM', facts: { childrenCount: 3 } }, '2026-01-01')).toBeNull();
    expect(amountOn(LAW_BOOK, { programme: 'SURVIVOR', facts: { survivorsCount: 1 } }, '2023-06-30')).toBeNull();
  });

  it('is remembered between two changes of the law, and not beyond', () => {
    const birth = (on: string) => amountOn(LAW_BOOK, { programme: 'BIRTH', facts: { birthOrder: 1 } }, on);
    expect(birth('2025-08-01')).toBe(birth('2025-12-31'));
    expect([birth('2025-12-31'), birth('2026-01-01')].map((amount) => amount?.gross.toFixed())).toEqual(['149416', '164350']);
  });

  it('names the case and the version of its rate', () => {
    const care = amountOn(LAW_BOOK, { programme: 'CARE_GFSS', facts: { averageMonthlyIncome: new Decimal(300_000), birthOrder: 1, rightArisesOn: '2026-01-31' } }, '2026-01-31');
    expect(care).toMatchObject({ tier: 'REPLACEMENT', ruleVersion: 'CARE_GFSS/REPLACEMENT@2021-01-01' });
  });
});
