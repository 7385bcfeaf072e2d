import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { VISIT } from '../pieces/remedies.js';

export const F17: AuditRule = {
  id: 'F17',
  version: 1,
  title: {
    kk: 'Отбасынан қайтарылған балаға назар аударылмаған немесе тәрбиешілер қаралмаған',
    ru: 'После возврата ребёнка из семьи ничего не сделано или воспитатели не проверены',
    en: 'A child came back from a family, and nothing followed, or the carers were not reviewed',
  },
  remedy: VISIT,
  legalBasis: 'Code on Marriage and Family, 118-1, 129, 132-2',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: ofPlacement('l.came_back and not (l.followed_up and l.carers_reviewed)', { end_reason: 'l.end_reason', followed_up: 'l.followed_up', carers_reviewed: 'l.carers_reviewed' }),
};
