import type { AuditRule } from '../audit-rule.js';
import { stands, withAmount } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { allOf, rows } from '../pieces/rows.js';
import { FULL_ORPHANS, GROWN_SURVIVORS, SURVIVORS_WITH_DISABILITY } from '../pieces/survivors.js';

/**
 * Who is disabled since childhood, as the case of a disability benefit says, whenever that was awarded: they may have the survivor benefit beside
 * it (177(6)), and at any age.
 */
const SINCE_CHILDHOOD = `(select c.subject from benefits.benefit_award_child c join (select award from benefits.benefit_award_amount where programme = 'DIS_CHILD' and starts_with(tier, 'CHILDHOOD_')) m on m.award = c.award
  where c.programme = 'DIS_CHILD' and not c.never_due and c.subject is not null)`;

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
  sql: allOf(
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'WITH_DISABILITY'` } },
      `${withAmount(`with paid as materialized (select * from ${SURVIVORS_WITH_DISABILITY}) select s.subject, s.region, s.month, s.award from paid s
        join benefits.benefit_award sa on sa.award = s.award
        join paid d on d.subject = s.subject and d.month = s.month and d.programme = 'DIS_CHILD' and d.whole_month and ${stands('d')}
        join (select c.subject, min(a.occurred_on) as disabled from benefits.benefit_award_child c join benefits.benefit_award a on a.award = c.award where c.programme = 'DIS_CHILD' group by c.subject) x on x.subject = s.subject
        where s.programme = 'SURVIVOR' and s.whole_month and ${stands('s')} and sa.occurred_on < x.disabled and s.subject not in ${SINCE_CHILDHOOD}`)} f`),
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'PARENT_LIVES'` } },
      `${withAmount(`select c.subject, c.region, c.month, c.award from benefits.benefit_payment y join ${FULL_ORPHANS} c on c.award = y.award and c.month = y.month
        join registry.civil_parentage q on q.subject = c.subject and q.until is null left join registry.civil_death d on d.subject = q.parent and d.died <= c.month
        where y.programme = 'SURVIVOR' and y.tier = 'FULL_ORPHAN' and y.kind = 'REGULAR' and ${stands('y')} and c.programme = 'SURVIVOR' and ${stands('c')} and c.member and d.subject is null`)} f`),
    rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: `'OVER_23'`, of_age: 'f.of_age' } },
      `${withAmount(`select c.subject, c.region, c.month, c.award, k.of_age from ${GROWN_SURVIVORS} c join (select subject, of_age from registry.civil_child, snapshot where of_age < snapshot.day - interval 5 year) k on k.subject = c.subject
        where c.programme = 'SURVIVOR' and c.member and ${stands('c')} and c.month > k.of_age + interval 5 year
          and not exists (select 1 from benefits.benefit_award_child y where y.programme in ${OF_DISABLED} and not y.never_due and y.subject = c.subject and y.since < k.of_age)
          and c.subject not in ${SINCE_CHILDHOOD}`)} f`),
  ),
};
