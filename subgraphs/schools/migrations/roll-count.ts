import type { KeptCount } from './kept-count.js';

/** Pupils on the roll on the first day of a school year, by shift. */
export const ROLL: KeptCount = {
  table: 'school_roll', key: ['school_year', 'school_id', 'shift'], number: 'pupils',
  name: 'count_roll', triggers: 'enrolment_counted', of: 'enrolment', columns: 'school_id, shift, valid_from, valid_to',
  into: ['school_year', 'school_id', 'shift'], select: ['year', 'school_id', 'shift'],
  // From its own first day, up to the one before it ended; one that is open for longer than a school year (it is one class's) is on no roll after that.
  from: (rows) => `
  ${rows} as e
  cross join lateral generate_series(extract(year from e.valid_from)::int, least(extract(year from e.valid_to)::int, extract(year from e.valid_from)::int + 1)) as year
  cross join lateral (select make_date(year, (select value from public.school_norm where code = 'SCHOOL_YEAR_MONTH' and valid_to is null), 1) as day) as first
 where first.day >= e.valid_from and first.day < coalesce(e.valid_to, 'infinity')`,
};
