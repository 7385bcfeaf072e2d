import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';

export const F16: AuditRule = {
  id: 'F16',
  version: 1,
  title: {
    kk: 'Үш жасқа толмаған бала мекемеде отыз күннен артық',
    ru: 'Ребёнок до трёх лет в учреждении дольше тридцати дней',
    en: 'A child under three in an institution for more than thirty days',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'UN Guidelines for the Alternative Care of Children, 22; no act sets a number of days',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: ofPlacement('l.days_under_three > 30', { days_under_three: 'l.days_under_three' }),
};
