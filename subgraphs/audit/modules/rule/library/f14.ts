import type { AuditRule } from '../audit-rule.js';
import { besideRelatives } from '../pieces/relatives.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';

export const F14: AuditRule = {
  id: 'F14',
  version: 1,
  title: {
    kk: 'Жарамды деп танылған туысы бола тұра, бала бөтен адамға берілген',
    ru: 'Ребёнок передан постороннему, хотя был признанный пригодным родственник',
    en: 'Placed with a stranger while a suitable relative was on record',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 116(1), 122(2)',
  programmes: ['foster-families', 'registry'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: besideRelatives,
};
