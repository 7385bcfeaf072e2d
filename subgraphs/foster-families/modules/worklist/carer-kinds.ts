import { CHECKED_YEARLY } from '../../rules/candidate/capacity.js';
import { LAW_236 } from '../../rules/candidate/condition.js';
import { bornAs, inEffect, minor, type KindSql, type Within } from './kind-sql.js';

/** Guardian and trustee are one person (130(2)). */
const asDecided = (form: string): string => `(case ${form} when 'TRUSTEESHIP' then 'GUARDIANSHIP' else ${form} end)`;

/** Children who live with a family now, guest stays aside. */
const CHILDREN = `placement p ${bornAs('k', 'p.iin')} where p.family_id = f.id and ${inEffect('p')} and ${minor('k')} and p.form <> 'GUEST'`;

/** What was decided of a carer (`f`) in whichever record: a later one takes nothing of it back by itself. */
const DECISIONS = 'carer_decision d where d.candidate_id = any (f.records)';

/** The same in the form of a placement. */
const decisionsIn = (form: string): string => `${DECISIONS} and d.form = any (case when ${form} in ('GUARDIANSHIP', 'TRUSTEESHIP') then array['GUARDIANSHIP', 'TRUSTEESHIP'] else array[${form}] end)`;

/**
 * Carers of today, each with the records that the databank has of them, and with what a look-up finds for each; of whom something is due,
 * the children are looked for then.
 */
const carers = (within: Within, columns: string, joins: string, conditions: string, first = 'true'): string =>
  `(select f.* ${columns} from (select f.*, c.id as carer_id, c.iin, known.records from foster_family f
      join carer c on c.family_id = f.id and c.died_on is null and c.valid_from <= :today::date and (c.valid_to is null or c.valid_to > :today::date)
      cross join lateral (select array_agg(x.id) as records from carer_candidate x where x.iin = c.iin) known
     where ${within('f')} and ${first} offset 0) f ${joins} where ${conditions} offset 0) f`;

const OF_CARER = { place: 'f', id: 'f.carer_id', carer: 'f.iin', candidate: '(select max(id) from unnest(f.records) id)', family: 'f.id' } as const;

const YEARLY = CHECKED_YEARLY.map((form) => `'${form}'`).join(', ');

/** Of a form the last check, which every decision in favour is, and whether that is the last word: who is suitable no more is not checked, but another kind. */
const CHECKS = `max(d.decided_on) filter (where d.suitable) as checked_on, max(d.id) filter (where d.suitable) as favour, max(d.id) as last`;

/** The first day from which a decision holds until the one before which something must be due. */
const CHECKED_SINCE = `case when '${LAW_236}'::date >= :before::date then '-infinity' else (:before::date - interval '1 year')::date + case when ((:before::date - interval '1 year')::date + interval '1 year')::date < :before::date then 1 else 0 end end`;

/** The forms in which a carer (`c`) has a check on record that is good beyond the day, in whichever record. */
const GOOD = `(select array_agg(${asDecided('d.form')}) from carer_candidate x join carer_decision d on d.candidate_id = x.id where x.iin = c.iin and d.suitable and d.decided_on >= ${CHECKED_SINCE})`;

/** Carers with a child in another; whether one is due is then looked at for these. */
const UNCHECKED = `exists (select 1 from placement p where p.family_id = f.id and p.valid_to is null and p.form in (${YEARLY}) and (${asDecided('p.form')} = any (${GOOD}::text[])) is not true offset 0)`;

/**
 * A year after the last check of a form in which a child is placed; who was never found suitable in it should have been with the first
 * child in it. Not before the law began to ask for it.
 */
export const CHECK_DUE: KindSql = {
  ...OF_CARER,
  from: (within) => `${carers(within, '', '', 'true', UNCHECKED)}
    cross join lateral (select min(greatest(coalesce((checked_on + interval '1 year')::date, home.since), '${LAW_236}')) as due_on
      from (select ${asDecided('p.form')} as form, min(p.valid_from) as since from ${CHILDREN} group by 1) home
      cross join lateral (select ${CHECKS} from ${decisionsIn('home.form')}) checks
     where home.form in (${YEARLY}) and (last is null or favour = last)) check_due
    where check_due.due_on is not null`,
  dueOn: 'check_due.due_on',
};

/** Papers of a carer (`f`) that say so, in whichever record. */
const papersOf = (...kinds: readonly string[]): string => `carer_evidence e where e.candidate_id = any (f.records) and e.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')}) and e.holds and e.valid_from <= :today::date`;

/** Whether a carer is a relative of a child, and no close one. */
const RELATIVE = `(select bool_and(e.kind = 'RELATIVE_OF_CHILD') from ${papersOf('RELATIVE_OF_CHILD', 'CLOSE_RELATIVE')} and e.child_iin = p.iin)`;

/** When the year is over in which an untrained relative of a child must train (122(1)13, part 2): it runs from the day on which the child first came. */
const YEAR_TO_TRAIN = `((select min(q.valid_from) from placement q where q.family_id = p.family_id and q.iin = p.iin and q.form <> 'GUEST' and (q.awaited_event is null or q.valid_to is null)) + interval '1 year' + interval '1 day')::date`;

/** The certificate that began last, in whichever record; of who has none the year of a relative. */
export const CERTIFICATE_ENDS: KindSql = {
  ...OF_CARER,
  from: (within) => `${carers(within, ', certificate.id as certificate, certificate.valid_to', `left join lateral (select e.id, e.valid_to from ${papersOf('TRAINING')} order by e.valid_from desc, e.id desc limit 1) certificate on true`,
    `(certificate.valid_to < :before::date or (certificate.id is null and exists (select 1 from ${papersOf('RELATIVE_OF_CHILD')} and e.child_iin is not null)))`)}
    cross join lateral (select min(case when f.certificate is not null then f.valid_to when p.form in ('GUARDIANSHIP', 'TRUSTEESHIP') and ${RELATIVE} then ${YEAR_TO_TRAIN} end) as day from ${CHILDREN} offset 0) ends
    where ends.day is not null`,
  dueOn: 'ends.day',
};

/** These are few, and found before anything else is looked up. */
const EVER_UNSUITABLE = 'exists (select 1 from carer_candidate x join carer_decision d on d.candidate_id = x.id where x.iin = c.iin and not d.suitable)';

/** In a form in which a child is placed, the last decision, in whichever record, is not in favour. */
export const CARER_UNSUITABLE: KindSql = {
  ...OF_CARER,
  from: (within) => `${carers(within, '', '', 'true', EVER_UNSUITABLE)}
    cross join lateral (select min(decided.decided_on) as since from (select distinct ${asDecided('p.form')} as form from ${CHILDREN}) forms
      cross join lateral (select d.suitable, d.decided_on from ${decisionsIn('forms.form')} order by d.id desc limit 1) decided
     where not decided.suitable) barred
    where barred.since is not null`,
  dueOn: 'barred.since',
};

/** Groups of brothers and sisters among children, as `countedAmong` has them: whoever can be reached from the first of a group belongs to it. */
const GROUPS = `with recursive reached (first, iin) as (
    select child, child from unnest(full_home.iins) child
    union select r.first, s.sibling_iin from reached r join care_sibling s on s.iin = r.iin and s.sealed_on is null where s.sibling_iin = any (full_home.iins))
  select count(distinct least_of.first) as groups from (select min(first) as first from reached group by iin) least_of`;

/** Only homes with more children than the law allows are looked at for brothers and sisters. */
export const OVER_CAPACITY: KindSql = {
  from: (within) => `(select f.* from foster_family f where ${within('f')} and (select count(*) from placement q where q.family_id = f.id and q.valid_to is null) > (select min(max_children) from placement_form) offset 0) f
    cross join lateral (
      select max(full_home.since) as since from (
        select p.form, array_agg(p.iin) as iins, max(p.valid_from) as since from ${CHILDREN} group by p.form) full_home
        join placement_form t on t.code = full_home.form and t.valid_from <= :today::date and (t.valid_to is null or t.valid_to > :today::date)
       where cardinality(full_home.iins) > t.max_children and (${GROUPS}) > t.max_children) crowded
    where crowded.since is not null`,
  dueOn: 'crowded.since',
  place: 'f',
  id: 'f.id',
  family: 'f.id',
};
