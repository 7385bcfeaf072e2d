import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { holding } from '../2026-11-30/people.js';
import { DONE_RUNS } from '../2026-11-30/years.js';

/*
 * What is the same in all rows of a person, an account or a year, computed once for each of these and joined: a person has five transfers, and
 * a pseudonym, or an 18th birthday, costs as much as all the rest of a row. `offset 0` keeps PostgreSQL from putting the text back into the rows.
 */

/** The 18th birthday of a row `l` of the list; of those born on 29 February the 1 March, since 18 years later there is none. */
const OF_AGE = `((l.birth_date + interval '18 years')::date + (extract(month from l.birth_date) = 2 and extract(day from l.birth_date) = 29)::int)`;

/** The list with each person's pseudonym and 18th birthday, and the moments between which that day is, in Kazakhstan or by UTC. */
export const LISTED = `(select p.*, (p.of_age::timestamp at time zone 'Asia/Almaty') as of_age_from, ((p.of_age + 1)::timestamp at time zone 'UTC') as of_age_until
  from (select l.*, ${pseudonym('l.iin')} as subject, ${OF_AGE} as of_age from listed_child l offset 0) p offset 0)`;

/** Everybody's pseudonym. */
export const NAMES = `(select l.iin, ${pseudonym('l.iin')} as subject from listed_child l offset 0)`;

/** Claims and accounts by their number on the ledger. */
export const HOLDING_NAMES = `(select k.id, k.kind, case when k.kind in ('CLAIM', 'SAVINGS_ACCOUNT') then ${holding('k.id')} end as holding from ledger_account k offset 0)`;

/** Transfers with a pseudonym for each. */
export const TRANSFERS = `(select t.*, ${pseudonym(`'transfer ' || t.id`)} as transfer from transfer t where ${recorded('t.recorded_at')} offset 0)`;

/** Years whose run was through, and the last day on which a run of the year itself could have heard of somebody. */
export const YEARS = `(select o.year, o.list_date, o.per_child_usd, max(case when r.list_as_of is null then r.credited_on else (r.list_as_of at time zone 'Asia/Almaty')::date - 1 end) as known_until
  from reporting_year o join ${DONE_RUNS} r on r.year = o.year group by o.year, o.list_date, o.per_child_usd offset 0)`;
