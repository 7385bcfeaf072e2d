import type { AuditRule } from '../audit-rule.js';
import { withAmount } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';
import { amongSurvivors } from '../pieces/survivors.js';

/** Benefits that say of a child that it is disabled: its own, and that of whoever cares for it. */
const OF_DISABLED = `('DIS_CHILD', 'DIS_CARER')`;

/** Who was disabled before 18 may have it at any age (234), as far as such a benefit says so. */
export const R12: AuditRule = {
  id: 'R12',
  version: 2,
  title: {
    kk: 'Асыраушысынан айырылу жөніндегі жәрдемақы мүгедектік жәрдемақысымен қатар, тірі ата-анасы бар балаға толық жетім мөлшерінде немесе 23 жастан кейін төленген',
    ru: 'Пособие по потере кормильца вместе с пособием по инвалидности, по ставке круглого сироты при живом родителе или после 23 лет',
    en: 'SURVIVOR beside DIS_CHILD, at a full orphan\'s rate while a parent lives, or for somebody over 23',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 175(6), 177(5), 234, 236',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: amongSurvivors(allOf(
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'WITH_DISABILITY'` } },
      `${withAmount(`select s.subject, s.region, s.month, s.award from counted s
        join (select award, occurred_on from benefits.benefit_award) sa on sa.award = s.award
        join counted d on d.subject = s.subject and d.month = s.month and d.programme = 'DIS_CHILD' and d.whole_month
        join (select c.subject, min(a.occurred_on) as disabled from benefits.benefit_award_child c join benefits.benefit_award a on a.award = c.award where c.programme = 'DIS_CHILD' group by c.subject) x on x.subject = s.subject
        where s.programme = 'SURVIVOR' and s.whole_month and sa.occurred_on < x.disabled and s.subject not in (select subject from since_childhood)`)} f`),
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'PARENT_LIVES'` } },
      `${withAmount(`select c.subject, c.region, c.month, c.award from orphan y join counted c on c.award = y.award and c.month = y.month
        join registry.civil_parentage q on q.subject = c.subject and q.until is null left join registry.civil_death d on d.subject = q.parent and d.died <= c.month
        where c.programme = 'SURVIVOR' and c.member and d.subject is null`)} f`),
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'OVER_23'`, of_age: 'f.of_age' } },
      `${withAmount(`select c.subject, c.region, c.month, c.award, k.of_age from counted c join grown k on k.award = c.award and k.subject = c.subject
        where c.programme = 'SURVIVOR' and c.member and c.month > k.of_age + interval 5 year
          and not exists (select 1 from benefits.benefit_award_child y where y.programme in ${OF_DISABLED} and not y.never_due and y.subject = c.subject and y.since < k.of_age)
          and c.subject not in (select subject from since_childhood)`)} f`),
  )),
};
