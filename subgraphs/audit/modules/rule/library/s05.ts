import type { AuditRule } from '../audit-rule.js';
import { CREDIT } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';
import { listMonth } from '../pieces/savings.js';

/** What was credited and taken back in full, of whom it was due, is missing as well. */
export const S05: AuditRule = {
  id: 'S05',
  version: 2,
  title: {
    kk: 'Тиесілі жыл есептелмеген не қайтарып алынған және толықтырылмаған',
    ru: 'Причитающийся год не начислен либо изъят и не восполнен',
    en: 'A year that was due, and was not credited, or was taken back',
  },
  remedy: CREDIT,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: rows({ about: 'y.subject', region: 'y.region', month: listMonth('y.reporting_year'), amount: 'y.published', facts: { reporting_year: 'y.reporting_year' } }, 'savings.savings_year y where y.missed or y.due and y.transfers > 0 and y.taken_back >= y.accrued'),
};
