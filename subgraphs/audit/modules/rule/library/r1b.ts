import type { AuditRule } from '../audit-rule.js';
import { forDead } from '../pieces/for-dead.js';
import { RECOVER } from '../pieces/remedies.js';

/** No breach: the payment stops after the notice, the right with the month of death. The Fund's payment ends with that month, too (241(3)3), or is recalculated for the others (239(6)); before the notice nobody could. */
export const R1b: AuditRule = {
  id: 'R1b',
  version: 2,
  title: {
    kk: 'Бала қайтыс болған ай мен бұл туралы хабар арасында мүгедектігі бойынша немесе асыраушысынан айырылу жөніндегі жәрдемақы төленген',
    ru: 'Пособие по инвалидности или по случаю потери кормильца выплачено между месяцем смерти ребёнка и сообщением о ней',
    en: 'Disability or survivor\'s benefit paid between the month of the child\'s death and its notice',
  },
  remedy: RECOVER,
  legalBasis: 'Social Code, 178(1), 179(3), 237(1), 238(3), 239(6), 241(3)3',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'OVERPAYMENT',
  about: 'PERSON',
  sql: forDead(`c.programme in ('DIS_CHILD', 'SURVIVOR', 'SURVIVOR_GFSS') and c.month <= d.noticed_on`),
};
