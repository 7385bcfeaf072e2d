import type { AuditRule } from '../audit-rule.js';
import { stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Which of the two was not due the rule does not say: the amount is that of the smaller. */
export const R3: AuditRule = {
  id: 'R3',
  version: 1,
  title: {
    kk: 'Бір бала үшін бір айға екі көзден бала күтімі жөніндегі жәрдемақы төленген',
    ru: 'За один месяц на одного ребёнка выплачены два пособия по уходу',
    en: 'Two childcare benefits paid for one child and month',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 81(2), 84(1)',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'min(f.region)', month: 'f.month', amount: 'sum(f.amount) - max(f.amount)', facts: { awards: 'count(*)', programmes: `string_agg(distinct f.programme, ',' order by f.programme)` } },
    `${withAmount(`select c.subject, c.region, c.month, c.award, c.programme from benefits.benefit_payment_child c
        join (select subject, month from benefits.benefit_payment_child c where programme in ('CARE_STATE', 'CARE_GFSS') and ${stands('c')} group by subject, month having min(award) <> max(award)) twice
          on twice.subject = c.subject and twice.month = c.month where c.programme in ('CARE_STATE', 'CARE_GFSS') and ${stands('c')}`)} f
    group by f.subject, f.month`),
};
