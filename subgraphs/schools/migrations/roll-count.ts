/**
 * The first days of school years on which an enrolment is on the roll: those from its own first day, up to the one before it ended; one
 * that is open for longer than a school year (it is one class's) is on none after that.
 */
const firstDays = (rows: string): string => `
  ${rows} as e
  cross join lateral generate_series(extract(year from e.valid_from)::int, least(extract(year from e.valid_to)::int, extract(year from e.valid_from)::int + 1)) as year
  cross join lateral (select make_date(year, (select value from public.school_norm where code = 'SCHOOL_YEAR_MONTH' and valid_to is null), 1) as day) as first
 where first.day >= e.valid_from and first.day < coalesce(e.valid_to, 'infinity')`;

const counted = (signed: string): string => `
  insert into public.school_roll as roll (school_year, school_id, shift, pupils)
  select year, school_id, shift, sum(sign) from ${firstDays(`(${signed})`)}
   group by 1, 2, 3 having sum(sign) <> 0 order by 1, 2, 3`;

/** A roll that falls to nobody stays: whoever has counted it may read it in a moment. */
const change = (signed: string): string => `${counted(signed)}
  on conflict (school_year, school_id, shift) do update set pupils = roll.pupils + excluded.pupils`;

const COLUMNS = 'school_id, shift, valid_from, valid_to';

/** In the order of the key, so that two that write the same rolls wait for each other and do not stand in each other's way. */
export const COUNT_ROLL = `
  create function count_roll() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'INSERT' then ${change(`select ${COLUMNS}, 1 as sign from made`)};
    elsif tg_op = 'DELETE' then ${change(`select ${COLUMNS}, -1 as sign from was`)};
    else ${change(`select ${COLUMNS}, 1 as sign from made union all select ${COLUMNS}, -1 from was`)};
    end if;
    return null;
  end $$`;

export const rollTriggers = [
  'create trigger enrolment_counted_in after insert on enrolment referencing new table as made for each statement execute function count_roll()',
  'create trigger enrolment_counted_out after delete on enrolment referencing old table as was for each statement execute function count_roll()',
  'create trigger enrolment_counted_anew after update on enrolment referencing new table as made old table as was for each statement execute function count_roll()',
];

/** Counts what is there; as whoever may read all of it. */
export const ROLL_FILLED = counted(`select ${COLUMNS}, 1 as sign from public.enrolment`).trim();
