import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';

export const F06: AuditRule = {
  id: 'F06',
  version: 1,
  title: {
    kk: 'Кәсіби қабылдаушы отбасы шартының мерзімі өткен',
    ru: 'Договор профессиональной приёмной семьи сверх срока',
    en: 'A professional foster contract past its term, or longer than the law lets it be',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 132-7(1)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPlacement(`l.form = 'PROFESSIONAL_FOSTER' and (l.past_term or l.beyond_law)`, { planned_until: 'l.planned_until', until: 'l.until', extensions: 'l.extensions' }),
};
