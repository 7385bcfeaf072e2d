import { withClient } from '../../local/bootstrap/connection.js';

/** The first day of the school year that is under way. */
const FIRST_DAY = `(select make_date(extract(year from today - interval '8 months')::int, 9, 1) from (select (now() at time zone 'Asia/Almaty')::date as today) as clock)`;

/** More of the schools that a seed has made in every district, of the same kinds, until there are so many. */
const SCHOOLS = `
  insert into school (bin, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
      stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, programme, opened_on, source)
  select lpad((500000000000 + n)::text, 12, '0'), region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, 150 + (n * 37) % 200, 1 + n % 3, case when n % 120 = 0 then 'EMERGENCY' else 'NORMAL' end, languages,
      stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, programme, '2015-09-01', 'bench'
    from (select s.*, row_number() over (order by copy, s.id) as n from school s, generate_series(1, 60) copy) as many where n <= $1::int - (select count(*) from school)`;

/** A pupil for each number, school by school, through all classes and the school's shifts. */
const PUPILS = `
  insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source)
  select lpad(n::text, 12, '0'), s.id, s.region_kato, n % 12, 'А', s.languages[1], 1 + (n / 12) % s.shifts, ${FIRST_DAY}, 'bench'
    from (select row_number() over (order by id) - 1 as turn, count(*) over () as schools, * from school) as s, lateral generate_series(s.turn, $1::bigint - 1, s.schools) as n`;

const WITHHELD = `insert into restricted_child (iin, valid_from, source) select lpad((n * 1951)::text, 12, '0'), ${FIRST_DAY}, 'bench' from generate_series(1, 2000) n`;

const STAGES = `insert into prevention_stage (school_id, programme, stage, reached_on, source)
  select s.id, p.programme, g.stage, '2025-09-01', 'bench' from school s, unnest(array['KIVA', 'DOSBOL_LIKE']) as p (programme), unnest(array['SELECTED', 'TRAINED', 'DELIVERING']) with ordinality as g (stage, place)
   where p.programme = 'DOSBOL_LIKE' or s.id % 8 = 0 order by s.id, g.place`;

const SURVEYS = `insert into prevention_survey (school_id, programme, school_year, surveyed_on, respondents, victims, aggressors, with_trusted_adult, source)
  select id, 'DOSBOL_LIKE', year, make_date(year, 11, 10), 300, (id * 7) % 60, (id * 3) % 30, 150, 'bench' from school, generate_series(2024, 2025) year`;

/** Fills a register that has its seed's schools and no pupil; `adminUrl` sees past row-level security. */
export const fillSchools = (adminUrl: string, schools: number, pupils: number): Promise<void> =>
  withClient(adminUrl, async (admin) => {
    await admin.query(SCHOOLS, [schools]);
    await admin.query(PUPILS, [pupils]);
    for (const sql of [WITHHELD, STAGES, SURVEYS, 'vacuum analyze']) await admin.query(sql);
  });
