import type { AuditRule } from '../audit-rule.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

export const F02: AuditRule = {
  id: 'F02',
  version: 1,
  title: {
    kk: 'Отбасында заң рұқсат еткеннен көп бала бар',
    ru: 'В семье больше детей, чем допускает закон',
    en: 'More children in a family than the law allows; brothers and sisters are one',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 132-1(1), 132-6(1)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'FAMILY',
  sql: rows({ about: 'f.family', region: 'f.region', facts: { form: 'f.form', children: 'f.children', counted: 'f.counted', most: 'f.most' } }, 'foster_families.care_family f where f.counted > f.most'),
};
