import { few } from './payments.js';

/** The case of a child's place, and what it is called of those before the fourth. */
export const tierOf = (place: string, first: string): string => `case when ${place} >= 4 then 'ORDER_4_UP' else ${first} end`;

/** The same by an award's child's row `o` of `civil_birth`. Without a mother on record it is a first one. */
export const orderTier = (first: string): string => tierOf('coalesce(o.birth_order, 1)', first);

/** CARE_STATE has a rate for each of the first three. */
export const CARE_TIER = `'ORDER_' || coalesce(o.birth_order, 1)`;

/** Children of mothers whose children changed, or over whom she lost rights: what the register's order was another day it does not say of them. */
export const OF_CHANGED_FAMILIES = `(select distinct q.subject from (select subject, parent from registry.civil_parentage where role = 'MOTHER' and until is null) q
      semi join ${few(`select parent from registry.civil_parental_right union select parent from registry.civil_parentage where role = 'MOTHER' and basis = 'ADOPTION' union select parent from registry.civil_parentage where role = 'MOTHER' and until is not null`)} e on e.parent = q.parent)`;

/** Whether what began and ended in months was so at some time of the decision: from its first month to its last. */
const HELD = (of: string): string => `${of}.since <= w.last and (${of}.until is null or ${of}.until >= w.first)`;

/**
 * Elder children, each with whether it surely counts. The mother's, by the register's order, who were hers by then; but not those over whom she had no
 * rights (81(3)), and where an adoption or a court's word falls into the time of the decision, perhaps; of what a guardian receives
 * they may count or not. Wards, and children of the other parent or of whoever receives it, may count (81(2)): whether they were counted in another
 * family no view says.
 */
const ELDER = `select w.id, k.subject, (k.basis = 'BIRTH' or k.since < w.first) and t.subject is null and w.of_parent as surely
        from decided w join parent m on m.subject = w.subject and m.role = 'MOTHER' and m.until is null join kin k on k.parent = m.parent and k.until is null and k.since <= w.last
        join o on o.subject = k.subject and o.birth_order < w.place
        left join lost t on t.id = w.id and t.subject = k.subject and t.parent = m.parent where t.throughout is distinct from true or not w.of_parent
      union all select w.id, k.subject, false from decided w join (select subject, parent from parent union select subject, recipient from decided where recipient is not null) f on f.subject = w.subject
        join (select subject, parent, since, until from kin union all select subject, parent, since, until from ward) k on k.parent = f.parent and ${HELD('k')} and k.subject <> w.subject
        left join (select m.subject, k.subject as child from parent m join kin k on k.parent = m.parent and k.until is null where m.role = 'MOTHER' and m.until is null) hers on hers.subject = w.subject and hers.child = k.subject
        left join born own on own.subject = w.subject left join born b on b.subject = k.subject where hers.child is null and coalesce(b.born <= own.born, true)`;

/** Rights over somebody that a parent of the child did not have for the whole time of the decision, or for some of it. */
const LOST = `select w.id, t.subject, t.parent, bool_or(t.since < w.first and (t.until is null or t.until > w.last)) as throughout
      from (select t.subject, t.parent, t.since, t.until from registry.civil_parental_right t semi join adult on adult.parent = t.parent) t join parent m on m.parent = t.parent join decided w on w.subject = m.subject and ${HELD('t')} group by w.id, t.subject, t.parent`;

/**
 * Some children of awards, of `id`, `subject`, `recipient`, `place` by the register today, and the months `first` and `last` of the decision: with the
 * orders `lowest` and `highest` that the law allows them by the parentage and rights of then.
 */
export const ordered = (wanted: string): string => `(with wanted as materialized (select * from ${few(wanted)}),
      parent as materialized (select q.subject, q.parent, q.role, q.until from (select subject, parent, role, until from registry.civil_parentage) q semi join ${few('select distinct subject from wanted')} w on w.subject = q.subject),
      adult as materialized (select * from ${few('select parent from parent union select recipient from wanted where recipient is not null')}),
      kin as materialized (select q.subject, q.parent, q.basis, q.since, q.until from (select subject, parent, basis, since, until from registry.civil_parentage) q semi join ${few('select parent from adult')} a on a.parent = q.parent),
      decided as materialized (select w.*, w.recipient is null or p.parent is not null as of_parent from wanted w left join (select distinct subject, parent from parent) p on p.subject = w.subject and p.parent = w.recipient),
      lost as materialized (${LOST}),
      ward as materialized (select g.subject, g.representative as parent, g.since, g.until from (select subject, representative, since, until from registry.civil_guardianship where representative is not null) g semi join ${few('select parent from adult')} a on a.parent = g.representative),
      o as materialized (select b.subject, b.birth_order from (select subject, birth_order from registry.civil_birth) b semi join ${few('select distinct subject from kin')} k on k.subject = b.subject),
      born as materialized (select b.subject, b.born from (select subject, born from registry.civil_child) b semi join ${few('select subject from kin union select subject from ward union select subject from wanted')} k on k.subject = b.subject),
      elder as (select id, subject, bool_or(surely) as surely from (${ELDER}) e group by id, subject)
    select w.*, 1 + count(e.subject) filter (where e.surely) as lowest, 1 + count(e.subject) as highest from wanted w left join elder e on e.id = w.id group by all)`;
