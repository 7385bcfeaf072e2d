import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';

export const F01: AuditRule = {
  id: 'F01',
  version: 1,
  title: {
    kk: 'Бала бір уақытта екі орналастыруда',
    ru: 'Ребёнок одновременно в двух устройствах',
    en: 'A child in two placements at a time; a guest stay from an institution is none',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 116, 137-3',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: ofPlacement('l.with_another', { until: 'l.until' }),
};
