import type { AuditRule } from '../audit-rule.js';
import { ASK_OPERATOR } from '../pieces/remedies.js';
import { ofPayout } from '../pieces/savings.js';

export const S08: AuditRule = {
  id: 'S08',
  version: 1,
  title: {
    kk: 'Оператор ақшаны мерзімінен артық ұстаған',
    ru: 'Оператор держит деньги сверх срока',
    en: 'An operator holds, or held, money past its term',
  },
  remedy: ASK_OPERATOR,
  legalBasis: 'Government decree 16 of 18 January 2024; joint order 51/29 of February 2024',
  programmes: ['savings'],
  answeredBy: 'savings',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayout('p.held_past_term', 'HELD_PAST_TERM'),
};
