import type { AuditRule } from '../audit-rule.js';
import { stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';

/** The register tells the month of birth: of the two months in which the day decides only what benefits itself knows of the age is held against it. */
export const R11: AuditRule = {
  id: 'R11',
  version: 2,
  title: {
    kk: 'Балаға қосымша төлем 1–6 жастан тыс немесе атаулы әлеуметтік көмексіз төленген',
    ru: 'Доплата на ребёнка к адресной помощи вне возраста 1–6 лет или без самой помощи',
    en: 'ASP_CHILD outside the ages of 1 to 6, or without ASP',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 126(2)',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: allOf(
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'AGE'`, born: 'f.born' } },
      `${withAmount(`select c.subject, c.region, c.month, c.award, k.born from benefits.benefit_payment_child c join registry.civil_child k on k.subject = c.subject
        where c.programme = 'ASP_CHILD' and c.member and ${stands('c')} and (c.age not between 1 and 6 or c.month < k.born + interval 12 month or c.month > k.born + interval 84 month)`)} f`),
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'WITHOUT_ASP'` } },
      `(select p.subject, p.region, p.month, p.award, sum(p.amount) as amount from benefits.benefit_payment p left join benefits.benefit_payment asp on asp.programme = 'ASP' and asp.subject = p.subject and asp.month = p.month and ${stands('asp')}
        where p.programme = 'ASP_CHILD' and ${stands('p')} and p.subject is not null and asp.subject is null
          and not exists (select 1 from benefits.benefit_award_child m join benefits.benefit_payment_child a on a.subject = m.subject and a.month = p.month and a.programme = 'ASP' and a.member and ${stands('a')} where m.award = p.award) group by all) f`),
  ),
};
