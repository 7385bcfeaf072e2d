import type { Rate } from './rates.js';
import { ALWAYS, BEFORE_CODE, LAW_TEXT, rates, SC, SINCE_CODE } from './rates.js';

/*
 * Rates that the rules compute with and the first migration did not have, as migration 20261128000000 loads them: never edit this
 * file either.
 */

const ADULTS_BEFORE = 'n6: zhaikpress.kz, amounts of January 2023';
const SERVICE = { SERVICE_0: '0.1', SERVICE_6: '0.7', SERVICE_12: '0.75', SERVICE_24: '0.85', SERVICE_36: '0.9', SERVICE_48: '0.95', SERVICE_60: '1.0' };

/** Regional lines are computed by the akimats each quarter (120(4)) from figures that are not published as one list. */
const LINE_BEFORE = 'press reports of the line as 70 % of the subsistence minimum';
const LINE_NOW = 'n34: cdb.kz; order 473 of 20.12.2024: 35 % of the median income, not below 70 % of the regional subsistence minimum. Here that least, by the budget law\'s subsistence minimum';

export const RATES_2026_11_27: readonly Rate[] = [
  ...rates('MATERNITY', 'PAYMENT', ALWAYS, SC('76(1)'), LAW_TEXT, 'A', { PENSION_CONTRIBUTION: '0.10' }),
  ...rates('OPV_SUBSIDY', 'INCOME', ALWAYS, SC('88(1)'), LAW_TEXT, 'A', { PENSION_CONTRIBUTION: '0.10' }),
  ...rates('DIS_CHILD', 'SM', BEFORE_CODE, 'The law before the Social Code', 'mgorod.kz, draft of 2021', 'C', { CHILDHOOD_I: '1.92', CHILDHOOD_II: '1.59', CHILDHOOD_III: '1.40' }),
  ...rates('DIS_CHILD', 'SM', SINCE_CODE, SC('177(2)'), LAW_TEXT, 'A', { CHILDHOOD_I: '2.20', CHILDHOOD_II: '1.83', CHILDHOOD_III: '1.61' }),
  ...rates('DIS_CHILD', 'SM', BEFORE_CODE, 'The law before the Social Code', ADULTS_BEFORE, 'C', { ADULT_I: '1.92', ADULT_II: '1.53', ADULT_III: '1.04' }),
  ...rates('DIS_CHILD', 'SM', SINCE_CODE, SC('177(2)'), LAW_TEXT, 'A', { ADULT_I: '2.20', ADULT_II: '1.76', ADULT_III: '1.20' }),
  ...rates('SURVIVOR', 'SM', SINCE_CODE, SC('236(4)'), LAW_TEXT, 'A', { OTHER_MEMBER: '0.62' }, 'CHILD'),
  ...rates('SURVIVOR_GFSS', 'INCOME', SINCE_CODE, SC('240(2)'), LAW_TEXT, 'A', { REPLACEMENT: '0.6' }),
  ...rates('SURVIVOR_GFSS', 'MW', SINCE_CODE, SC('240(1)'), LAW_TEXT, 'A', { WAGE_DEDUCTED: '0.5' }),
  ...rates('SURVIVOR_GFSS', 'PAYMENT', SINCE_CODE, SC('240(2)'), LAW_TEXT, 'A', { DEPENDANTS_1: '0.5', DEPENDANTS_2: '0.65', DEPENDANTS_3: '0.8', DEPENDANTS_4_UP: '1.0' }),
  ...rates('SURVIVOR_GFSS', 'PAYMENT', SINCE_CODE, SC('240(2)'), LAW_TEXT, 'A', { ...SERVICE, SERVICE_EACH_FURTHER_12: '0.02', SERVICE_LIMIT: '1.3' }),
  ...rates('ASP', 'SM', ['2021-01-01', '2025-01-01'], SC('120(3), (4)'), LINE_BEFORE, 'C', { POVERTY_LINE: '0.70' }),
  ...rates('ASP', 'SM', ['2025-01-01', null], SC('120(3), (4)'), LINE_NOW, 'D', { POVERTY_LINE: '0.70' }),
];
