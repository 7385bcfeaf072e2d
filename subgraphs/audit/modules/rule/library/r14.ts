import type { AuditRule } from '../audit-rule.js';
import { few, stands, withAmount } from '../pieces/payments.js';
import { STOP_AND_RECOVER } from '../pieces/remedies.js';
import { rows } from '../pieces/rows.js';

/** Effects by which a recipient is no longer paid. Lost rights are the register's alone: the journal has them of children, too, whom others have adopted since. */
const STOPPED = `(select award, version, kind, circumstance, effective_from from benefits.benefit_award_event
      where kind in ('SUSPENDED', 'TERMINATED') and circumstance in ('MOVED_ABROAD', 'IMPRISONED', 'ACCOUNT_UNUSED') and effective_from is not null)`;

/** Paid through the month of the event, or until it; all others until the month after the notice (83(1), 86(1), 95(1), 179(3), 185(1), 238(3), 241(1)). */
const BY_EVENT = `('LARGE_FAM', 'ASP', 'ADULT_CARER')`;

/** Suspended after the notice of lost rights, and not with them (179(1)4, 238(1)4, 241(1)9). */
const RIGHTS_BY_NOTICE = `('DIS_CHILD', 'SURVIVOR', 'SURVIVOR_GFSS')`;

/** An end may be of any day of its month, which is paid then; a suspension is of the first. */
const IN_FORCE = `case when e.kind = 'TERMINATED' then e.effective_from < p.month else e.effective_from <= p.month end`;

/** Rights are over a child that the month is paid for: a family's award goes on for the others when that one is not counted any more (90(3)). The first two are the register's; the last three are told by the award's own journal and not made good by a resumption. An award of the month in which rights came back began after that for all that is told. */
export const R14: AuditRule = {
  id: 'R14',
  version: 2,
  title: {
    kk: 'Ата-ана құқығынан айырылған, елден кеткен, бас бостандығынан айырылған немесе шотын пайдаланбаған алушыға төленген',
    ru: 'Выплачено получателю, лишённому прав, выехавшему, осуждённому или не пользующемуся счётом',
    en: 'Paid to a recipient deprived of rights over the child, gone abroad, in prison, or who takes nothing',
  },
  remedy: STOP_AND_RECOVER,
  legalBasis: 'Social Code, 83, 86, 92, 95(1), 129, 179, 185, 189(3)3, 238, 241; Code on Marriage and Family, 77',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: rows({ about: 'f.subject', region: 'f.region', month: 'f.month', amount: 'f.amount', record: 'f.award', facts: { why: 'f.why' } },
    `(select subject, region, month, award, string_agg(distinct why, ',' order by why) as why, max(amount) as amount from ${withAmount(`
        with award as materialized (select a.award, a.subject, a.since from (select award, subject, since from benefits.benefit_award) a
            semi join ${few('select parent as subject from registry.civil_parental_right union select subject from registry.civil_departure')} x on x.subject = a.subject),
          member as materialized (select m.award, m.subject from (select award, subject from benefits.benefit_award_child) m semi join ${few('select distinct subject from registry.civil_parental_right')} t on t.subject = m.subject),
          barred as materialized (select * from ${few(`select t.subject, a.award, a.subject as recipient, a.since, t.until, t.months_from, t.months_until, cast(t.recorded_at as date) as noticed from registry.civil_parental_right t
            join award a on a.subject = t.parent semi join member m on m.award = a.award and m.subject = t.subject`)}),
          stopped as materialized (select * from ${few(`select a.award, 0 as version, 'SUSPENDED' as kind, 'MOVED_ABROAD' as circumstance, d.departed as before, null::date as effective_from from registry.civil_departure d join award a on a.subject = d.subject
            union all select award, version, kind, circumstance, null, effective_from from ${STOPPED}`)}),
          counted as (select c.subject, c.region, c.month, c.award, c.programme from (select subject, region, month, award, programme, member, state from benefits.benefit_payment_child) c semi join ${few('select distinct award from barred')} b on b.award = c.award where c.member and ${stands('c')}),
          paid as (select p.subject, p.region, p.month, p.award, p.programme from (select subject, region, month, award, programme, state from benefits.benefit_payment) p semi join ${few('select distinct award from stopped')} s on s.award = p.award where ${stands('p')} and p.subject is not null)
        select t.recipient as subject, c.region, c.month, c.award, 'RIGHTS_REMOVED' as why from counted c join barred t on t.award = c.award and t.subject = c.subject
          and t.months_from <= c.month and (t.months_until is null or t.months_until > c.month) and (t.until is distinct from c.month or t.since <> c.month) and (c.programme not in ${RIGHTS_BY_NOTICE} or c.month > t.noticed)
        union all select p.subject, p.region, p.month, p.award, e.circumstance from paid p join stopped e on e.award = p.award where p.month > e.before and (p.programme in ${BY_EVENT} or not exists (select 1 from benefits.benefit_award_event n where n.award = p.award and n.circumstance = 'MOVED_ABROAD' and n.effective_from > p.month)) or ${IN_FORCE}
            and not exists (select 1 from benefits.benefit_award_event r where r.award = e.award and r.kind = 'RESUMED' and r.version > e.version and r.effective_from <= p.month)`)}
      group by subject, region, month, award) f`),
};
