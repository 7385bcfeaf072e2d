import type { Rate } from './rates.js';
import { LAW_TEXT, rates, SC, SINCE_CODE } from './rates.js';

/** What whoever lives in a centre on full state support is paid, as migration 20261129600000 loads it: never edit this file either. */
export const RATES_2026_11_29: readonly Rate[] = [
  ...rates('DIS_CHILD', 'PAYMENT', SINCE_CODE, SC('178(5)'), LAW_TEXT, 'A', { IN_CENTRE: '0.30' }),
  ...rates('SURVIVOR', 'PAYMENT', SINCE_CODE, SC('237(2)'), LAW_TEXT, 'A', { IN_CENTRE: '0.30' }),
];
