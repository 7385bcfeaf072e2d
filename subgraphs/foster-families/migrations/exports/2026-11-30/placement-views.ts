import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { ageOn, AS_OF_DAY, GUARD_WORDS, guarded, LAST_DAY, OF_CHILD, OF_PLACEMENT, open, PLACED, SHIELDING_RULE, TERMS, TOOK_EFFECT } from './children.js';

/** A stay with a guest family overlaps life in an institution. */
const OTHER = `select 1 from placement o where o.iin = p.iin and o.id <> p.id and o.awaited_event is null and o.sealed_on is null and ${recorded('o.recorded_at')}
  and daterange(o.valid_from, o.valid_to) && daterange(p.valid_from, p.valid_to)`;

/** Ends by which a child comes back from a family. */
const BACK = `('CONTRACT_EXPIRED', 'ENDED_BY_CARER', 'ENDED_BY_BODY', 'CARER_RELEASED', 'CARER_REMOVED')`;
const CAME_BACK = `coalesce(p.end_reason in ${BACK} and p.form not in ('INSTITUTION', 'GUEST'), false)`;

const FOLLOWED = `exists (select 1 from placement n where n.iin = p.iin and n.id <> p.id and n.awaited_event is null and n.valid_from >= p.valid_to and ${recorded('n.recorded_at')})
  or exists (select 1 from care_need n where n.iin = p.iin and (n.closed_on is null or n.closed_on >= p.valid_to) and n.identified_on >= p.valid_to and ${recorded('n.recorded_at')})`;

/** What was decided of the family's carers since: by whichever record they have. */
const REVIEWED = `exists (select 1 from carer c join carer_candidate q on q.iin = c.iin join carer_candidate_event v on v.candidate_id = q.id
  where c.family_id = p.family_id and v.action in ('DECIDE', 'CHECK', 'BAR', 'CLOSE') and v.occurred_on >= p.valid_to and ${recorded('v.recorded_at')})`;

const VISITS = `cross join lateral (select count(*) as visits, count(*) filter (where not v.announced) as unannounced, count(*) filter (where v.seen_alone) as alone, max(v.visited_on) filter (where v.child_seen) as seen_on
  from placement_visit v where v.placement_id = p.id and ${recorded('v.recorded_at')}) s`;

/** Half a year, as the worklist of visits has it: configuration. */
const NEXT_VISIT = `coalesce(s.seen_on, p.valid_from) + interval '6 months'`;

const weekdaysUntil = (day: string): string => `(select count(*) from generate_series(p.valid_from + 1, ${day}, interval '1 day') d where extract(isodow from d) < 6)`;

export const PLACEMENT: ExportView = {
  description: 'Placements that took effect: acts and contracts. One that waits for its shielding is not there, nor one that an adoption has sealed.',
  from: `${PLACED} ${TERMS} ${VISITS} where ${TOOK_EFFECT} and ${recorded('p.recorded_at')}`,
  columns: {
    ...OF_CHILD,
    ...OF_PLACEMENT,
    family: column('uuid', `Pseudonym of the family; null in an institution, and ${SHIELDING_RULE}.`, open(pseudonym('(select f.public_id::text from foster_family f where f.id = p.family_id)'))),
    institution: column('text', `BIN of the institution, of a guest stay the one that it is from; ${SHIELDING_RULE}.`, open('p.institution_bin')),
    body: column('text', `BIN of the guardianship body that decided; ${SHIELDING_RULE}.`, open('p.body_bin')),
    reason: column('text', 'Why the child is without parental care.', 'p.reason'),
    since: column('date', `First day; ${GUARD_WORDS}.`, guarded('p.valid_from')),
    planned_until: column('date', `First day after the contract's term; null without one; ${GUARD_WORDS}.`, guarded('p.planned_until', 'p.valid_from')),
    until: column('date', `First day on which it no longer held; null while it does; ${GUARD_WORDS}.`, guarded('p.valid_to')),
    end_reason: column('text', 'Why it ended; null while it has not.', 'p.end_reason'),
    extensions: column('integer', 'How often the contract was extended.', 'p.extensions'),
    contract_months: column('integer', 'Months that the law gives such a contract; null where it sets none.', 'f.contract_months'),
    months: column('integer', 'Whole months that it lasted, by the snapshot\'s day.', `extract(year from age(${LAST_DAY}, p.valid_from)) * 12 + extract(month from age(${LAST_DAY}, p.valid_from))`),
    past_term: column('boolean', 'Whether it went on, or goes on, after the contract\'s term.', `coalesce(${LAST_DAY} > p.planned_until, false)`),
    beyond_law: column('boolean', 'Whether it lasted longer than its term with the extensions on record allow by the law.', `coalesce(${LAST_DAY} > p.valid_from + make_interval(months => f.contract_months * (1 + p.extensions)), false)`),
    with_another: column('boolean', 'Whether the child was in another placement at the same time; a guest stay from an institution is none.', `exists (${OTHER} and not (least(o.form, p.form) = 'GUEST' and greatest(o.form, p.form) = 'INSTITUTION'))`),
    recorded_working_days: column('integer', 'Weekdays from the day after the first one to the recording; holidays count.', weekdaysUntil(`(p.recorded_at at time zone 'Asia/Almaty')::date`)),
    born: column('date', 'First day of the month of birth; null where the civil registry has told of none.', month('k.birth_date')),
    age: column('integer', 'Whole years on the first day.', ageOn('p.valid_from')),
    of_age: column('boolean', 'Whether it went on, or goes on, past the 18th birthday.', `coalesce(${ageOn(LAST_DAY)} >= 18 and ${LAST_DAY} > (k.birth_date + interval '18 years')::date, false)`),
    after_death: column('boolean', 'Whether it went on, or goes on, after the child\'s death.', 'coalesce(p.valid_to is null or p.valid_to > k.died_on, true) and k.died_on is not null'),
    days_under_three: column('integer', 'INSTITUTION: days there before the third birthday, by the snapshot\'s day; null of any other form.',
      `case when p.form = 'INSTITUTION' then greatest(0, least(${LAST_DAY}, (k.birth_date + interval '3 years')::date) - p.valid_from) end`),
    consent_asked: column('boolean', 'Whether the child\'s consent was to be asked: ten or older, by contract or as a guest.', `coalesce(${ageOn('p.valid_from')} >= 10, false) and p.form in ('FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'PATRONAGE', 'GUEST')`),
    child_consent: column('boolean', 'Whether the child consented; null where nothing is on record.', 'p.child_consent'),
    siblings_apart: column('text', `Why the law allows that the child is apart from a brother or sister; null where nothing is on record, and ${SHIELDING_RULE}.`, open('p.siblings_apart')),
    visits: column('integer', 'Visits of the guardianship body.', 's.visits'),
    unannounced_visits: column('integer', 'Those of which nobody knew before.', 's.unannounced'),
    seen_alone: column('integer', 'Those at which the child was spoken with alone.', 's.alone'),
    visit_overdue: column('boolean', 'Whether it lasts in a family and the child was not seen for half a year, which is configuration.',
      `p.valid_to is null and p.form not in ('INSTITUTION', 'GUEST') and coalesce(${ageOn(AS_OF_DAY)} < 18, true) and (${NEXT_VISIT})::date < ${AS_OF_DAY}`),
    came_back: column('boolean', 'Whether it ended with a family that gave the child back, or from which it was taken.', CAME_BACK),
    followed_up: column('boolean', 'Of one who came back: whether another placement, or a record in the databank, followed; null of any other.', `case when ${CAME_BACK} then ${FOLLOWED} end`),
    carers_reviewed: column('boolean', `Of one who came back: whether anything was decided of the carers since; null of any other, and ${SHIELDING_RULE}.`, open(`(case when ${CAME_BACK} then ${REVIEWED} end)`)),
    means_on_record: column('boolean', 'Whether it was ever written down what the ward has of their own, alimony among it.', `exists (select 1 from ward_means w where w.placement_id = p.id and ${recorded('w.recorded_at')})`),
  },
};
