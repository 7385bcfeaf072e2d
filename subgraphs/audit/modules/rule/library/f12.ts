import type { AuditRule } from '../audit-rule.js';
import { ofPlacement } from '../pieces/care.js';
import { VISIT } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

export const F12: AuditRule = {
  id: 'F12',
  version: 1,
  title: {
    kk: 'Сотталған, қудаланатын, есепте тұрған, жарамсыз деп танылған немесе қайтыс болған тәрбиешіде балалар бар, не қайтыс болған бала есепте',
    ru: 'Дети у осуждённого, преследуемого, состоящего на учёте, признанного непригодным или умершего воспитателя, либо умерший подопечный на учёте',
    en: 'Children with a carer who is convicted, prosecuted, on a register, unsuitable or dead; or a dead ward still on the books',
  },
  remedy: VISIT,
  legalBasis: 'Code on Marriage and Family, 122(1), 122(2), 129',
  programmes: ['foster-families'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'c.subject', region: 'c.region', facts: { children: 'c.children', convicted: 'c.convicted', prosecuted: 'c.prosecuted', on_register: 'c.on_register', unsuitable: 'c.unsuitable', died: 'c.died' } },
      'foster_families.care_carer c where c.subject is not null and c.children > 0 and c.until is null and (c.convicted or c.prosecuted or c.on_register or c.unsuitable or c.died is not null)'),
    ofPlacement('l.after_death', { until: 'l.until' }),
  ),
};
