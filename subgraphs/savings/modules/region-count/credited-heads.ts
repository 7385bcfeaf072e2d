import type { EntityManager } from '@mikro-orm/postgresql';
import { MAJORITY } from '../../rules/list.js';
import { headsOf, unnotedCohorts } from '../reconciliation/cohort.repository.js';
import type { Heads } from './by-region.js';

/** What a run and those before it credited, or counted, for the run's own year: by what they noted of it. */
const NOTED = `
  select coalesce(sum(t.transfers), 0)::float8 as children, coalesce(sum(t.transfers) filter (where t.birth_year + ${MAJORITY} = r.reporting_year + 1), 0)::float8 as turning18
    from accrual_run r join accrual_run_total t on t.kind = 'ACCRUAL' and t.reporting_year = r.reporting_year
     and (t.run_id < r.id and t.credited or t.run_id = r.id and t.credited = (r.status = 'DONE'))
   where r.id = ?`;

/** Everybody who is credited for a run's year, by the run, which may only count yet, or one before: the civil registry counts all children of a list, whichever run credits them. */
export async function headsOfRun(em: EntityManager, run: string, year: number): Promise<Heads> {
  const [noted] = await em.execute<Heads[]>(NOTED, [run]);
  const unnoted = headsOf(await unnotedCohorts(em, year, run), year);
  return { children: (noted?.children ?? 0) + unnoted.children, turning18: (noted?.turning18 ?? 0) + unnoted.turning18 };
}
