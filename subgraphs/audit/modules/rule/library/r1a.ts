import type { AuditRule } from '../audit-rule.js';
import { forDead } from '../pieces/for-dead.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';

/** What is paid for several children is not all wrong, and how much of it is hangs on how many they are: no amount. DIS_CHILD, SURVIVOR and SURVIVOR_GFSS until the notice are R1b. */
export const R1a: AuditRule = {
  id: 'R1a',
  version: 3,
  title: {
    kk: 'Бала қайтыс болған айдан кейін ол үшін жәрдемақы төленген',
    ru: 'Пособие на ребёнка выплачено за месяцы после месяца его смерти',
    en: 'Paid for a child for a month after that of its death',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 83(3), 86(4), 92(5), 126(2), 179(3), 185(3), 189(3), 238(3), 241(3)3',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: forDead(`c.programme in ('CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'DIS_CARER', 'ADULT_CARER', 'ASP_CHILD') or c.programme in ('DIS_CHILD', 'SURVIVOR', 'SURVIVOR_GFSS') and c.month > d.noticed_on`),
};
