import type { AuditRule } from '../audit-rule.js';

/** The last month is that in which the child is one and a half: months are whole. */
export const R2: AuditRule = {
  id: 'R2',
  version: 1,
  title: {
    kk: 'Бала күтімі жөніндегі жәрдемақы бала бір жарым жасқа толғаннан кейін төленген',
    ru: 'Пособие по уходу за ребёнком выплачено после исполнения ребёнку полутора лет',
    en: 'Childcare benefit paid after the child was one and a half',
  },
  remedy: {
    kk: 'Төлемді тоқтату, артық төленген соманы есептеп, өтініш бойынша немесе сот арқылы қайтару',
    ru: 'Прекратить выплату, исчислить излишне выплаченное и вернуть по заявлению или через суд',
    en: 'End the payment, work out what was overpaid, recover it on application or through the court',
  },
  legalBasis: 'Social Code, 81(4), 84(1), 74(2)',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: `select c.subject::text as about, c.region, c.month, p.amount, c.award::text as record, to_json({programme: c.programme, state: c.state})::text as facts
    from benefits.benefit_payment_child c join benefits.benefit_payment p on p.award = c.award and p.month = c.month and p.component = c.component and p.kind = c.kind where c.past_term`,
};
