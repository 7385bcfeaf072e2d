import type { AuditRule } from '../audit-rule.js';
import { stands } from '../pieces/payments.js';
import { rows } from '../pieces/rows.js';

/** Due through the month of death (86(2)4, 90(5), 95(5)) or until it (129, 189(3)2); all others are suspended after the month of the notice (83(1)7, 179(3)1, 185(1)7, 238(3)1, 241(1)8). */
const BY_EVENT = `('AWARD_MOTHER', 'LARGE_FAM', 'CARE_GFSS', 'ASP', 'ADULT_CARER')`;

export const R1c: AuditRule = {
  id: 'R1c',
  version: 2,
  title: {
    kk: 'Алушы қайтыс болған айдан кейін оған жәрдемақы төленген',
    ru: 'Пособие выплачено получателю за месяцы после месяца его смерти',
    en: 'Paid to a recipient for a month after that of the recipient\'s death',
  },
  remedy: {
    kk: 'Төлемді тоқтату, жаңа алушыны белгілеу, қайтыс болған адамның атына төленгенді қайтару',
    ru: 'Остановить выплату, назначить нового получателя, вернуть выплаченное на имя умершего',
    en: 'Stop the payment, name a new recipient, recover what was paid in the name of the dead',
  },
  legalBasis: 'Social Code, 75, 83(1)7, 86(2)4, 90(5), 92(1)8, 95(3)4, 95(5), 129, 179(3)1, 185(1)7, 186, 189(3)2, 238(3)1, 241(1)8',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { programme: 'f.programme', died: 'f.died', noticed_on: 'f.noticed_on' } },
    `(select p.subject, p.region, p.month, p.award, p.programme, d.died, d.noticed_on, sum(p.amount) as amount from benefits.benefit_payment p join registry.civil_death d on d.subject = p.subject
      where ${stands('p')} and p.month > d.died and (p.programme in ${BY_EVENT} or p.month > d.noticed_on) group by all) f`),
};
