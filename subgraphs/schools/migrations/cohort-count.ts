import type { KeptCount } from './kept-count.js';

/** The calendar year of the first school year on whose first day a child has the age for class 1. */
const FIRST_YEAR = `extract(year from birth_date)::int + (select value from public.school_norm where code = 'CLASS_1_AGE' and valid_to is null)
  + case when birth_date > make_date(extract(year from birth_date)::int, (select value from public.school_norm where code = 'SCHOOL_YEAR_MONTH' and valid_to is null), 1) then 1 else 0 end`;

/** Living children of a district by the school year of class 1. */
export const COHORTS: KeptCount = {
  table: 'resident_cohort', key: ['first_year', 'district_kato'], number: 'children',
  name: 'count_cohorts', triggers: 'resident_counted', of: 'resident_child', columns: 'birth_date, died_on, district_kato, region_kato',
  into: ['first_year', 'district_kato', 'region_kato'], select: [FIRST_YEAR, 'district_kato', 'region_kato'],
  from: (rows) => `${rows} as c where died_on is null and district_kato is not null`,
};
