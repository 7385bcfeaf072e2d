import type { AuditRule } from '../audit-rule.js';
import { stands } from '../pieces/payments.js';
import { rows } from '../pieces/rows.js';

export const R4: AuditRule = {
  id: 'R4',
  version: 1,
  title: {
    kk: 'Бала күтімі жөніндегі мемлекеттік жәрдемақы сақтандырылған адамға тағайындалған',
    ru: 'Государственное пособие по уходу назначено застрахованному лицу',
    en: 'CARE_STATE assigned to a carer for whom social contributions are paid',
  },
  remedy: {
    kk: 'Тағайындауды қайта қарап, Мемлекеттік әлеуметтік сақтандыру қорының төлеміне ауыстыру',
    ru: 'Пересмотреть назначение и перевести на выплату Государственного фонда социального страхования',
    en: 'Decide anew, and let the State Social Insurance Fund pay',
  },
  legalBasis: 'Social Code, 81(2)',
  programmes: ['benefits'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.since', amount: 'f.amount', record: 'f.award', facts: { first_month: 'f.first_month', last_month: 'f.last_month' } },
    `(select a.subject, a.region, a.since, a.award, i.first_month, i.last_month, sum(p.amount) as amount from benefits.benefit_award a
      join benefits.insurance_contribution i on i.subject = a.subject and a.since >= i.first_month and (i.last_month is null or a.since <= i.last_month)
      left join benefits.benefit_payment p on p.award = a.award and ${stands('p')} and p.month >= i.first_month and (i.last_month is null or p.month <= i.last_month)
      where a.programme = 'CARE_STATE' group by all) f`),
};
