import type { AuditRule } from '../audit-rule.js';
import { few, stands } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Orphaned, as the register was told, and there for four months: by then it would have been assigned and paid. Instead of it may come DIS_CHILD (234(7)). Who has left an award is not paid by it. */
export const R16e: AuditRule = {
  id: 'R16e',
  version: 2,
  title: {
    kk: 'Мекемедегі толық жетім балаға асыраушысынан айырылу жөніндегі жәрдемақы төленбейді',
    ru: 'Круглому сироте в учреждении не выплачивается пособие по случаю потери кормильца',
    en: 'A full orphan in an institution to whom no survivor\'s benefit is paid',
  },
  remedy: PAY,
  legalBasis: 'Social Code, 234(2)1, 234(5), 234(7), 236(4), 237(2), 237(3); Code on Marriage and Family, 122(4), 124(1)2',
  programmes: ['benefits', 'registry', 'foster-families'],
  answeredBy: 'benefits',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: rows({ about: 'l.subject', region: 'l.region', record: 'l.placement', facts: { since: 'l.since', orphaned: 'l.orphaned' } },
    `(with placed as materialized (select l.subject, l.region, l.placement, l.since, snapshot.day from foster_families.care_placement l cross join snapshot
        where l.form = 'INSTITUTION' and l.until is null and not l.of_age and not l.after_death and l.since < snapshot.day - interval 120 day),
      orphan as materialized (select * from ${few(`select q.subject, max(d.died) as orphaned, max(d.noticed_on) as noticed_on from (select subject, parent from registry.civil_parentage where until is null) q semi join placed on placed.subject = q.subject
        left join registry.civil_death d on d.subject = q.parent group by q.subject having count(*) > 1 and count(*) = count(d.died)`)}),
      award as (select c.award from (select award, subject from benefits.benefit_award_child where programme in ('SURVIVOR', 'DIS_CHILD')) c semi join orphan on orphan.subject = c.subject),
      paid as (select distinct c.subject from (select subject, award, month from benefits.benefit_payment_child c where programme in ('SURVIVOR', 'DIS_CHILD') and member and ${stands('c')}) c semi join ${few('select award from award')} award on award.award = c.award
        cross join snapshot where c.month >= snapshot.day - interval 70 day)
      select placed.*, orphan.orphaned from placed join orphan on orphan.subject = placed.subject left join paid on paid.subject = placed.subject where greatest(orphan.orphaned, orphan.noticed_on) < placed.day - interval 120 day and paid.subject is null) l`),
};
