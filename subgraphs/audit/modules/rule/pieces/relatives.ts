import { monthOf, rows } from './rows.js';

/**
 * Placements with strangers of children who had a relative that was found suitable before: by the register's parentages a grandparent, a
 * brother or sister, or a parent's. A record that was closed by then offered nobody.
 */
export const besideRelatives: string = rows(
  { about: 'x.child', region: 'x.region', month: monthOf('x.since'), record: 'x.placement', facts: { form: 'x.form', since: 'x.since', relatives: 'x.relatives' } },
  `(with placed as materialized (select t.child, t.subject as carer, t.placement, l.form, l.region, l.since from foster_families.care_placement_carer t join foster_families.care_placement l on l.placement = t.placement
        where t.subject is not null and l.form not in ('GUEST', 'INSTITUTION')),
      suitable as materialized (select d.subject, min(d.decided_on) as decided_on, max(coalesce(q.closed_on, date '9999-01-01')) as closed_on from foster_families.care_decision d join foster_families.care_candidate q on q.candidate = d.candidate
        where d.suitable group by d.subject),
      parent as materialized (select subject, parent from registry.civil_parentage where until is null),
      own as materialized (select distinct p.child, q.parent from placed p join parent q on q.subject = p.child),
      grand as materialized (select distinct o.child, o.parent as below, g.parent from own o join parent g on g.subject = o.parent),
      kin as materialized (
        select child, parent as relative from grand
        union select o.child, s.subject from own o join parent s on s.parent = o.parent and s.subject <> o.child
        union select g.child, s.subject from grand g join parent s on s.parent = g.parent and s.subject <> g.below)
    select p.child, p.placement, any_value(p.form order by p.form) as form, any_value(p.region order by p.region) as region, min(p.since) as since, count(distinct k.relative) as relatives from placed p
      join kin k on k.child = p.child join suitable s on s.subject = k.relative and s.decided_on <= p.since and s.closed_on > p.since
      anti join (select p.placement from placed p join kin k on k.child = p.child and k.relative = p.carer) with_kin on with_kin.placement = p.placement group by p.child, p.placement) x`,
);
