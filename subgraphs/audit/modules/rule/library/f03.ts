import type { AuditRule } from '../audit-rule.js';
import { ofCarer } from '../pieces/care.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';

/** Where who the carer is is withheld, it is about the child. */
export const F03: AuditRule = {
  id: 'F03',
  version: 1,
  title: {
    kk: 'Кәсіби қабылдаушы тәрбиешінің жасы шарт күні 30–63-тен тыс',
    ru: 'Возраст профессионального приёмного родителя на день договора вне 30–63 лет',
    en: 'A professional foster carer younger than 30 or older than 63 at the contract',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 132-8(1)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofCarer(`t.form = 'PROFESSIONAL_FOSTER' and t.age not between 30 and 63`, { age: 't.age' }),
};
