import type { AuditRule } from '../audit-rule.js';
import { REVIEW_PLACEMENT } from '../pieces/remedies.js';
import { monthOf, rows } from '../pieces/rows.js';

const PARENTS = '(select subject, parent from registry.civil_parentage where until is null)';

/**
 * Placements with strangers of children who had a relative that was found suitable before: by the register's parentages a grandparent, a
 * brother or sister, or a parent's. What counts is the last decision on each form but that of guests, and a record that was closed by then
 * offered nobody. A carer who is a relative by a paper is no stranger.
 */
const besideRelatives: string = rows(
  { about: 'x.child', region: 'x.region', month: monthOf('x.since'), record: 'x.placement', facts: { form: 'x.form', since: 'x.since', relatives: 'x.relatives' } },
  `(with placed as materialized (select t.child, t.subject as carer, t.placement, l.form, l.region, l.since from (select child, subject, placement from foster_families.care_placement_carer) t join (select placement, form, region, since from foster_families.care_placement) l on l.placement = t.placement
        where t.subject is not null and l.form not in ('GUEST', 'INSTITUTION')),
      decided as materialized (select subject, candidate, suitable, decided_on, lead(decided_on, 1, date '9999-01-01') over (partition by subject, replace(form, 'TRUSTEESHIP', 'GUARDIANSHIP') order by decided_on, recorded_at, suitable desc) as decided_anew
        from foster_families.care_decision where form <> 'GUEST'),
      suitable as materialized (select d.subject, d.decided_on, least(d.decided_anew, coalesce(q.closed_on, date '9999-01-01')) as closed_on from decided d join foster_families.care_candidate q on q.candidate = d.candidate where d.suitable),
      own as materialized (select distinct q.subject as child, q.parent from ${PARENTS} q semi join placed p on p.child = q.subject),
      grand as materialized (select distinct o.child, o.parent as below, g.parent from (select subject, parent from ${PARENTS} q semi join own on own.parent = q.subject) g join own o on o.parent = g.subject),
      beside as materialized (select q.subject, q.parent from ${PARENTS} q semi join (select parent from own union select parent from grand) a on a.parent = q.parent),
      kin as materialized (
        select child, parent as relative from grand
        union select o.child, s.subject from own o join beside s on s.parent = o.parent and s.subject <> o.child
        union select g.child, s.subject from grand g join beside s on s.parent = g.parent and s.subject <> g.below),
      able as materialized (select k.child, k.relative, s.decided_on, s.closed_on from kin k join suitable s on s.subject = k.relative)
    select p.child, p.placement, any_value(p.form order by p.form) as form, any_value(p.region order by p.region) as region, min(p.since) as since, count(distinct a.relative) as relatives from placed p
      join able a on a.child = p.child and a.decided_on <= p.since and a.closed_on > p.since
      anti join (select p.placement from placed p join kin k on k.child = p.child and k.relative = p.carer union select placement from foster_families.care_placement_carer where relative or close_relative) with_kin on with_kin.placement = p.placement group by p.child, p.placement) x`,
);

export const F14: AuditRule = {
  id: 'F14',
  version: 2,
  title: {
    kk: 'Жарамды деп танылған туысы бола тұра, бала бөтен адамға берілген',
    ru: 'Ребёнок передан постороннему, хотя был признанный пригодным родственник',
    en: 'Placed with a stranger while a suitable relative was on record',
  },
  remedy: REVIEW_PLACEMENT,
  legalBasis: 'Code on Marriage and Family, 116(1), 122(2)',
  programmes: ['foster-families', 'registry'],
  answeredBy: 'foster-families',
  severity: 'RISK',
  about: 'PERSON',
  sql: besideRelatives,
};
