import type { AuditRule } from '../audit-rule.js';
import { stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Months of life that care is paid for: one year until 2022. */
const TERM = `case when c.month < date '2023-01-01' then interval 12 month else interval 18 month end`;

/**
 * The last month is that in which the child is one and a half: months are whole, so that the month of birth says as much as the day. The birth is the
 * register's: benefits takes an award's event for it, which of an adopted child is the court's word. Of whom the register does not have benefits' own stands.
 */
export const R2: AuditRule = {
  id: 'R2',
  version: 2,
  title: {
    kk: 'Бала күтімі жөніндегі жәрдемақы бала бір жарым жасқа толғаннан кейін төленген',
    ru: 'Пособие по уходу за ребёнком выплачено после исполнения ребёнку полутора лет',
    en: 'Childcare benefit paid after the child was one and a half',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 81(4), 84(1), 74(2)',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { programme: 'f.programme' } },
    `${withAmount(`select c.subject, c.region, c.month, c.award, c.programme from (select subject, region, month, award, programme, past_term, state from benefits.benefit_payment_child where programme in ('CARE_STATE', 'CARE_GFSS')) c
        left join (select subject, born from registry.civil_child) k on k.subject = c.subject where ${stands('c')} and coalesce(c.month > k.born + ${TERM}, c.past_term)`)} f`),
};
