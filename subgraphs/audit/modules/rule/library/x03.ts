import type { AuditRule } from '../audit-rule.js';
import { CORRECT_RECORDS } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

/** Where the list says so itself: S10, S04. */
export const X03: AuditRule = {
  id: 'X03',
  version: 2,
  title: {
    kk: 'Азаматтық тізілім бойынша 18 жасқа дейін немесе қайтыс болғаннан кейін жинақ сұралған немесе төленген, ал бағдарламаның тізімі бойынша олай емес',
    ru: 'Накопления запрошены или выплачены до 18 лет либо после смерти по данным гражданского реестра, но не по списку программы',
    en: 'Savings asked for or paid before 18 or after death by the civil registry, and not so by the programme\'s own list',
  },
  remedy: CORRECT_RECORDS,
  legalBasis: 'Rights of the Child Act, 7-4; Government decree 16 of 18 January 2024',
  programmes: ['savings', 'registry'],
  answeredBy: 'savings',
  severity: 'RECORDS',
  about: 'PERSON',
  sql: rows({ about: 'p.subject', region: 'p.region', month: monthOf('p.submitted_on'), amount: 'p.amount', record: 'p.payout', facts: { submitted_on: 'p.submitted_on', of_age: 'c.of_age', died: 'd.died' } },
    `savings.savings_payout p left join registry.civil_child c on c.subject = p.subject left join registry.civil_death d on d.subject = p.subject
      where least(p.submitted_on, p.paid_on) < c.of_age and not p.before_18 or greatest(p.submitted_on, p.paid_on) >= d.died + interval 1 month and not p.after_death`),
};
