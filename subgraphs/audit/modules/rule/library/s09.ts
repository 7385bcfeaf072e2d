import type { AuditRule } from '../audit-rule.js';
import { ASK_OPERATOR } from '../pieces/remedies.js';
import { ofPayout } from '../pieces/savings.js';

export const S09: AuditRule = {
  id: 'S09',
  version: 1,
  title: {
    kk: 'Қайтарылған ақша шотқа толық есептелмеген',
    ru: 'Возвращённое не зачислено на счёт в полном объёме',
    en: 'Returned, or not used, and not credited again in full',
  },
  remedy: ASK_OPERATOR,
  legalBasis: 'Government decree 16 of 18 January 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayout('p.not_recredited', 'NOT_RECREDITED'),
};
