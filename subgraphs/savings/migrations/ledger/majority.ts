/** The 18th birthday of a row `l` of the list; of those born on 29 February the 1 March, since 18 years later there is none. */
export const MAJORITY = `((l.birth_date + interval '18 years')::date + (to_char(l.birth_date, 'MMDD') = '0229')::int)`;
