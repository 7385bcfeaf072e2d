import type { EntityManager } from '@mikro-orm/postgresql';
import { MAJORITY } from '../../rules/list.js';
import { yearsUpTo, type Part, type RunRow } from './accrual-run.repository.js';
import { creditSpecial } from './credit-special.js';

/** People whom a run's last look credits at most, in the transaction that ends it; whoever is beyond waits for the next run. */
const MOST = 5_000;

/** Before the release by how much what was told is looked at, too: it may have been committed after that. */
const MARGIN = `interval '1 hour'`;

/** Of the year's list and not credited for it, of those about whom something was told while the run went on: their part was through by then. Whom it has left to officials stays with them. */
const LATE = `
  select l.iin from listed_child l, accrual_run r join reporting_year y on y.year = r.reporting_year
   where r.id = ? and l.told_at >= r.released_at - ${MARGIN} and l.birth_date <= y.list_date and l.birth_date > y.list_date - interval '${MAJORITY} years'
     and (l.died_on is null or l.died_on > y.list_date) and l.citizenship @> y.list_date
     and not exists (select 1 from transfer t where t.reporting_year = r.reporting_year and t.iin = l.iin and t.kind = 'ACCRUAL')
     and not exists (select 1 from accrual_run_left f where f.run_id = r.id and f.credited and f.iin = l.iin)
   order by l.told_at, l.iin limit ${MOST}`;

/** A part of its own, of nobody who was counted. */
const ADD_PART = `
  insert into accrual_run_part (run_id, part, born_from, born_to, children, counted, credited)
  select p.run_id, max(p.part) + 1, min(p.born_from), max(p.born_to), 0, true, true from accrual_run_part p where p.run_id = ? group by p.run_id
  returning part, to_char(born_from, 'YYYY-MM-DD') as "bornFrom", to_char(born_to, 'YYYY-MM-DD') as "bornTo", children`;

/**
 * The last look of a run whose parts are all through, in the transaction that ends it: a child that was put on the list, or moved by a
 * change of its birth date into a part that was through by then, is credited all the same, once.
 */
export async function creditLate(em: EntityManager, run: RunRow): Promise<void> {
  const late = await em.execute<{ iin: string }[]>(LATE, [run.id]);
  if (late.length === 0) return;
  const [part] = await em.execute<Part[]>(ADD_PART, [run.id]);
  if (part === undefined) throw new Error('A run has no parts.');
  const { years } = await yearsUpTo(em, run.year);
  const { left } = await creditSpecial(em, run, years, part, late.map(({ iin }) => iin));
  await em.execute('update accrual_run_part set left_over = ? where run_id = ? and part = ?', [left, run.id, part.part]);
}
