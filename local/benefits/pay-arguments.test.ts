import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { readPayment } from './pay-arguments.js';

const TODAY = '2026-11-27';

describe('benefits:pay', () => {
  it('reads its month, its place and whether it only tells', () => {
    expect(readPayment(['--month', '2026-11'], TODAY)).toEqual({ month: '2026-11-01', region: null, dry: false });
    expect(readPayment(['--month', '2026-03', '--region', '750000000', '--dry-run'], TODAY)).toEqual({ month: '2026-03-01', region: '750000000', dry: true });
  });

  it.each([[[]], [['--month', '2026-13']], [['--month', '2026-12']], [['--month', '2020-12']], [['--month', '2026-11-01']], [['--month', '2026-11', '--region', '1']], [['--month', '2026-11', '--region', '*']], [['2026-11']]])(
    'refuses %j and says how it is used', (args) => {
      expect(() => readPayment(args, TODAY)).toThrow(StartFailure);
      expect(() => readPayment(args, TODAY)).toThrow('benefits:pay -- --month YYYY-MM');
    });
});
