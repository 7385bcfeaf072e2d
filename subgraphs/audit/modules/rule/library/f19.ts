import type { AuditRule } from '../audit-rule.js';
import { rows } from '../pieces/rows.js';

export const F19: AuditRule = {
  id: 'F19',
  version: 1,
  title: {
    kk: 'Бір маманға келетін балалар саны нормадан артық',
    ru: 'На одного специалиста больше детей, чем допускает норма',
    en: 'More children to a specialist of the guardianship body than the norm allows',
  },
  remedy: {
    kk: 'Бос орындарды толтыру немесе штат бірліктерін қосу',
    ru: 'Заполнить вакансии или добавить ставки',
    en: 'Fill the posts, or create more',
  },
  legalBasis: 'Code on Marriage and Family, 120(3)',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'DISTRICT',
  sql: rows({ about: 's.district', region: 's.region', facts: { posts: 's.posts', filled: 's.filled', children: 's.children', norm: 's.norm' } }, 'foster_families.care_staffing s where s.filled_short'),
};
