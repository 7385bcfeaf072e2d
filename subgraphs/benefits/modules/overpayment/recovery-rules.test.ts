import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { requireWithholding, requireWithinShare, returnArticle } from './recovery-rules.js';

const PROGRAMMES = Object.keys(BenefitProgrammeCode) as BenefitProgrammeCode[];

/** The share that may be kept back, or the refusal's field and message. */
function told(programme: BenefitProgrammeCode, applied: boolean): string {
  try {
    return requireWithholding(programme, applied).share.toFixed();
  } catch (error) {
    const { field, message } = error as { field: string; message: string };
    return `${field}: ${message}`;
  }
}

describe('what may be kept back from a benefit', () => {
  it('is all of assistance, a quarter of a disability benefit, and of the Fund\'s and survivors\' payments what the recipient applies for', () => {
    const allowed = (applied: boolean) => Object.fromEntries(PROGRAMMES.map((one) => [one, told(one, applied)]).filter(([, share]) => /^[\d.]+$/.test(share ?? '')));
    expect(allowed(false)).toEqual({ ASP: '1', ASP_CHILD: '1', DIS_CHILD: '0.25' });
    expect(allowed(true)).toEqual({ ASP: '1', ASP_CHILD: '1', DIS_CHILD: '0.25', CARE_GFSS: '1', SURVIVOR: '1', SURVIVOR_GFSS: '1' });
  });

  it('is refused with the article', () => {
    expect(told('LARGE_FAM', true)).toMatch(/^input\.method: .*76\(2\)/);
    expect(told('CARE_GFSS', false)).toMatch(/^input\.recipientApplied: .*76\(3\)/);
    expect(told('SURVIVOR', false)).toMatch(/^input\.recipientApplied: .*233/);
    for (const programme of PROGRAMMES) expect(returnArticle(programme)).toMatch(/\d/);
  });

  it('is a quarter to the tiyn, and not one more', () => {
    const quarter = requireWithholding('DIS_CHILD', false);
    const net = new Decimal('93058.01');
    expect(() => requireWithinShare(quarter, new Decimal('23264.50'), net, 'f')).not.toThrow();
    expect(() => requireWithinShare(quarter, new Decimal('23264.51'), net, 'f')).toThrow('25 %');
    expect(() => requireWithinShare(quarter, new Decimal('23264.51'), net, 'f')).toThrow('174');
  });
});
