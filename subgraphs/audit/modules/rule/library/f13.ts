import type { AuditRule } from '../audit-rule.js';
import { rows } from '../pieces/rows.js';

export const F13: AuditRule = {
  id: 'F13',
  version: 1,
  title: {
    kk: 'Тәрбиешінің жыл сайынғы тексеруі өткізілмеген',
    ru: 'Ежегодная проверка воспитателя не проведена',
    en: 'A carer\'s yearly check is missing',
  },
  remedy: {
    kk: 'Тәрбиешіні тексеріп, шешім шығару',
    ru: 'Проверить воспитателя и принять решение',
    en: 'Check the carer, and decide',
  },
  legalBasis: 'Code on Marriage and Family, 122 as of 4 February 2026',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'c.subject', region: 'c.region', facts: { checked_on: 'c.checked_on', children: 'c.children' } }, 'foster_families.care_carer c where c.check_missing and c.subject is not null'),
};
