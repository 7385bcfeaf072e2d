import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, recorded } from '../../../../shared/export/migration.js';
import { UNEXAMINED, verdictBy } from './expertise.js';
import { aboutNobody, norm, PROJECT, PROJECT_REGION } from './pupils.js';

/** Of what was said at several stages the last. */
const last = (what: string, condition = 'true'): string => `(array_agg(${what} order by g.step desc) filter (where ${condition}))[1]`;
const first = (stage: string): string => `min(g.occurred_on) filter (where g.stage = '${stage}')`;

const STAGES = `left join lateral (select ${last('g.stage')} as stage, ${last('g.occurred_on')} as stage_on, ${last('g.contractor_bin', 'g.contractor_bin is not null')} as contractor, ${last('g.cost_kzt', 'g.cost_kzt is not null')} as cost,
    ${last('g.stop_reason')} as stop_reason, min(g.occurred_on) as planned_on, ${first('COMMISSIONED')} as commissioned_on, ${first('OPENED')} as opened_on, max(g.school_id) as school_id
  from project_stage g where g.project_id = p.id and ${recorded('g.recorded_at')}) g on true`;

const planned = (order: 'asc' | 'desc'): string => `(select l.planned_on from project_plan l where l.project_id = p.id and l.stage = 'COMMISSIONED' and ${recorded('l.recorded_at')} order by l.version ${order} limit 1)`;

const NORMS = `cost_norm c where c.valid_from <= g.planned_on and (c.valid_to is null or c.valid_to > g.planned_on)`;

const FACTS: Readonly<Record<string, string>> = { DESIGN_CAPACITY: 'int', DISTRICT: 'text', RURAL: 'boolean', CUSTOMER: 'text' };
const COLUMNS: Readonly<Record<string, string>> = { DESIGN_CAPACITY: 'design_capacity', DISTRICT: 'district_kato', RURAL: 'rural', CUSTOMER: 'customer_bin' };

/** What was recorded of a project, as it had been corrected last. */
const FACT = `cross join lateral (select ${Object.entries(FACTS).map(([fact, type]) =>
  `coalesce((select k.corrected from project_correction k where k.project_id = p.id and k.fact = '${fact}' and ${recorded('k.recorded_at')} order by k.version desc limit 1)::${type}, p.${COLUMNS[fact]}) as ${COLUMNS[fact]}`).join(',\n    ')}) f`;

/** The norm for the capacity: on the straight line between two that are published, outside of them the nearest. */
const NORM = `left join lateral (select (select c.capacity from ${NORMS} and c.capacity <= f.design_capacity order by c.capacity desc limit 1) as low, (select c.capacity from ${NORMS} and c.capacity >= f.design_capacity order by c.capacity limit 1) as high) o on p.kind = 'SCHOOL'
  left join lateral (select (select c.kzt_per_place from ${NORMS} and c.capacity = coalesce(o.low, o.high)) as at_low, (select c.kzt_per_place from ${NORMS} and c.capacity = coalesce(o.high, o.low)) as at_high) v on true`;

const NORM_PER_PLACE = `round(v.at_low + case when o.high > o.low then (v.at_high - v.at_low) * (f.design_capacity - o.low) / (o.high - o.low) else 0 end)`;

const SLIPPAGE = `case when g.stage = 'CANCELLED' and g.commissioned_on is null then null when g.commissioned_on is null then greatest(0, ${AS_OF_DAY} - ${planned('asc')}) else g.commissioned_on - ${planned('asc')} end`;

export const PROJECTS: ExportView = {
  description: 'Building projects, as they stood and had been corrected then: schools, and centres of extra education and recreation. All of it is published.',
  from: `project p ${FACT} ${STAGES} ${NORM} left join school s on s.id = g.school_id where ${recorded('p.recorded_at')}`,
  columns: {
    ...aboutNobody(PROJECT_REGION, 'p.recorded_at'),
    project: PROJECT,
    programme: column('text', 'COMFORTABLE_SCHOOL, INFRASTRUCTURE_FUND, PPP, PURCHASE, REGIONAL_BUDGET.', 'p.programme'),
    kind: column('text', 'SCHOOL, EXTRA_EDUCATION_CENTRE, RECREATION_CENTRE.', 'p.kind'),
    district: column('text', 'KATO of the district.', 'f.district_kato'),
    rural: column('boolean', 'Whether it stands in a rural place.', 'f.rural'),
    design_capacity: column('integer', 'Places by design; of a school, in one shift.', 'f.design_capacity'),
    customer: column('text', 'BIN of the customer.', 'f.customer_bin'),
    contractor: column('text', 'BIN of the contractor, or of a purchase the seller; null until there is one.', 'g.contractor'),
    stage: column('text', 'How far it had come: PLANNED … OPENED, SUSPENDED, CANCELLED.', 'g.stage'),
    stage_on: column('date', 'First day in that stage.', 'g.stage_on'),
    stop_reason: column('text', 'Why it stands still or came to nothing; null where it does not.', 'g.stop_reason'),
    cost: column('numeric', 'What it costs, as it was said last, KZT; null where nobody has said.', 'g.cost'),
    cost_per_place: column('numeric', 'What a place by design costs, KZT; null where the cost is.', 'round(g.cost / f.design_capacity)'),
    norm_per_place: column('numeric', 'What a place of a school of this capacity may cost by the norms of the first day of the project, KZT; null of what is no school.', NORM_PER_PLACE),
    of_norm: column('numeric', 'How many times that norm a place costs, three decimals.', `round(round(g.cost / f.design_capacity) / (${NORM_PER_PLACE}), 3)`),
    expertise: column('text', 'What the State expertise has said last: POSITIVE, NEGATIVE; null before.', verdictBy('p.id', AS_OF_DAY)),
    unexamined: column('boolean', 'Whether something was tendered, built, equipped or commissioned without a positive conclusion by that day.', `exists (select 1 from project_stage g where g.project_id = p.id and ${recorded('g.recorded_at')} and ${UNEXAMINED})`),
    first_planned_on: column('date', 'Day of the commissioning by the first plan; null without one.', planned('asc')),
    planned_on: column('date', 'Day of the commissioning by the last plan.', planned('desc')),
    commissioned_on: column('date', 'Day of the act of commissioning; null before.', 'g.commissioned_on'),
    slippage_days: column('integer', 'Days by which commissioning is, or by the snapshot\'s day has come, behind the first plan; null without one, and of what will not be built.', SLIPPAGE),
    delivered_places: column('integer', 'Places that are delivered: none before the commissioning; of a school in the shifts in which the ministry counts them.',
      `case when g.commissioned_on is null then 0 else f.design_capacity * case when p.kind = 'SCHOOL' then ${norm('SHIFTS_COUNTED')} else 1 end end`),
    opened_on: column('date', 'First day of work; null before.', 'g.opened_on'),
    school: column('uuid', 'Public id of the school that it became; null for none.', 's.public_id'),
  },
};
