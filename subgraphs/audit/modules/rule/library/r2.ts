import type { AuditRule } from '../audit-rule.js';
import { stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** The last month is that in which the child is one and a half: months are whole. */
export const R2: AuditRule = {
  id: 'R2',
  version: 1,
  title: {
    kk: 'Бала күтімі жөніндегі жәрдемақы бала бір жарым жасқа толғаннан кейін төленген',
    ru: 'Пособие по уходу за ребёнком выплачено после исполнения ребёнку полутора лет',
    en: 'Childcare benefit paid after the child was one and a half',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 81(4), 84(1), 74(2)',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { programme: 'f.programme' } },
    `${withAmount(`select c.subject, c.region, c.month, c.award, c.programme from benefits.benefit_payment_child c where c.past_term and ${stands('c')}`)} f`),
};
