import type { AuditRule } from '../audit-rule.js';
import { stands } from '../pieces/payments.js';
import { PAY } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Orphaned and there for four months: by then it would have been assigned and paid. Instead of it may come DIS_CHILD. */
export const R16e: AuditRule = {
  id: 'R16e',
  version: 1,
  title: {
    kk: 'Мекемедегі толық жетім балаға асыраушысынан айырылу жөніндегі жәрдемақы төленбейді',
    ru: 'Круглому сироте в учреждении не выплачивается пособие по случаю потери кормильца',
    en: 'A full orphan in an institution to whom no survivor\'s benefit is paid',
  },
  remedy: PAY,
  legalBasis: 'Social Code, 237(2), 237(3); Code on Marriage and Family, 124(1)2',
  programmes: ['benefits', 'registry', 'foster-families'],
  answeredBy: 'benefits',
  severity: 'UNDERPAYMENT',
  about: 'PERSON',
  sql: rows({ about: 'l.subject', region: 'l.region', record: 'l.placement', facts: { since: 'l.since', orphaned: 'q.orphaned' } },
    `foster_families.care_placement l cross join snapshot
      join (select q.subject, max(d.died) as orphaned from registry.civil_parentage q left join registry.civil_death d on d.subject = q.parent where q.until is null group by q.subject having count(*) > 1 and count(*) = count(d.died)) q on q.subject = l.subject
      left join (select distinct subject from benefits.benefit_payment_child c, snapshot where programme in ('SURVIVOR', 'DIS_CHILD') and ${stands('c')} and month >= snapshot.day - interval 70 day) paid on paid.subject = l.subject
      where l.form = 'INSTITUTION' and l.until is null and not l.of_age and not l.after_death and l.since < snapshot.day - interval 120 day and q.orphaned < snapshot.day - interval 120 day and paid.subject is null`),
};
