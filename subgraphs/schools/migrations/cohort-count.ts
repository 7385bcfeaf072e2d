/** The calendar year of the first school year on whose first day a child has the age for class 1. */
const FIRST_YEAR = `extract(year from birth_date)::int + (select value from public.school_norm where code = 'CLASS_1_AGE' and valid_to is null)
  + case when birth_date > make_date(extract(year from birth_date)::int, (select value from public.school_norm where code = 'SCHOOL_YEAR_MONTH' and valid_to is null), 1) then 1 else 0 end`;

const counted = (signed: string): string => `
  insert into public.resident_cohort as cohort (first_year, district_kato, region_kato, children)
  select ${FIRST_YEAR}, district_kato, region_kato, sum(sign) from (${signed}) as c
   where died_on is null and district_kato is not null group by 1, 2, 3 having sum(sign) <> 0 order by 1, 2`;

const change = (signed: string): string => `${counted(signed)}
  on conflict (first_year, district_kato) do update set children = cohort.children + excluded.children`;

const COLUMNS = 'birth_date, died_on, district_kato, region_kato';

/** In the order of the key, so that two that count the same wait for each other and do not stand in each other's way. */
export const COUNT_COHORTS = `
  create function count_cohorts() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'INSERT' then ${change(`select ${COLUMNS}, 1 as sign from made`)};
    elsif tg_op = 'DELETE' then ${change(`select ${COLUMNS}, -1 as sign from was`)};
    else ${change(`select ${COLUMNS}, 1 as sign from made union all select ${COLUMNS}, -1 from was`)};
    end if;
    return null;
  end $$`;

export const cohortTriggers = [
  'create trigger resident_counted_in after insert on resident_child referencing new table as made for each statement execute function count_cohorts()',
  'create trigger resident_counted_out after delete on resident_child referencing old table as was for each statement execute function count_cohorts()',
  'create trigger resident_counted_anew after update on resident_child referencing new table as made old table as was for each statement execute function count_cohorts()',
];

/** Counts what is there; as whoever may read all of it. */
export const COHORTS_FILLED = counted(`select ${COLUMNS}, 1 as sign from public.resident_child`).trim();
