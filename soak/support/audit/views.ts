/*
 * What several rules start from. A payment's day is the first of its month, or that of the award when it began within it:
 * whether something holds for the month is asked of that day.
 */

const DAY = 'greatest(p.month, a.since)';

export const VIEWS = [
  // Whoever was born on 29 February has the birthday on 1 March of a common year.
  `create function birthday(born date, age int) returns date language sql immutable return (born + make_interval(years => age))::date
    + case when extract(day from born + make_interval(years => age)) < extract(day from born) then 1 else 0 end`,

  `create materialized view death as select iin, valid_from as died_on, (recorded_at at time zone 'UTC')::date as noticed_on from registry.life_status where status = 'DECEASED' and superseded_at is null`,
  'create index on death (iin)',

  `create materialized view departure as select iin, max(valid_to) as left_on from registry.residence r where superseded_at is null
    group by iin having bool_and(valid_to is not null) and max(valid_to) is distinct from (select died_on from death where death.iin = r.iin)`,
  'create index on departure (iin)',

  `create view parent as select iin, parent_iin, role, basis, valid_from from registry.parentage where valid_to is null and superseded_at is null`,

  `create materialized view birth_order as select p.iin, row_number() over (partition by parent_iin order by birth_date, p.iin) as place from parent join registry.person p using (iin) where role = 'MOTHER'`,
  'create index on birth_order (iin)',

  `create materialized view paid as select a.id as award_id, a.public_id as award, a.programme, a.component, coalesce(a.recipient_iin, a.recipient_bin) as recipient, a.since, a.decided_on,
      p.month, p.amount, p.paid_on, ${DAY} as day, x.tier, x.gross, x.gross - x.withheld as net,
      jsonb_build_object('award', a.public_id, 'programme', a.programme, 'recipient', coalesce(a.recipient_iin, a.recipient_bin), 'since', a.since, 'month', p.month) as key
    from benefits.benefit_payment p join benefits.benefit_award a on a.id = p.award_id
      left join benefits.benefit_award_amount x on x.award_id = a.id and x.valid_from <= ${DAY} and (x.valid_to is null or x.valid_to > ${DAY})`,
  'create index on paid (award_id)',

  // Whoever ever was in an award, and whoever was in it on the day of a payment.
  `create view paid_for as select paid.*, c.iin, c.since as member_since, c.until as member_until,
      c.since <= day and (c.until is null or c.until >= day) as member from paid join benefits.benefit_award_child c using (award_id)`,

  `create view award_key as select id, jsonb_build_object('award', public_id, 'programme', programme, 'recipient', coalesce(recipient_iin, recipient_bin), 'since', since) as key from benefits.benefit_award`,

  `create view placement as select p.*, jsonb_build_object('placement', public_id, 'iin', iin, 'form', form, 'validFrom', valid_from) as key from foster.placement p`,
] as const;
