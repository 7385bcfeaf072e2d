import type { EntityManager } from '@mikro-orm/postgresql';
import { MAJORITY } from '../../rules/claims.js';
import type { Heads } from './by-region.js';

/** Everybody who is credited for a year, with a run that may only count yet. */
export interface RunHeads extends Heads {
  readonly run: string;
}

const HEADS = `sum(t.transfers)::float8 as children, coalesce(sum(t.transfers) filter (where t.birth_year + ${MAJORITY} = r.reporting_year + 1), 0)::float8 as turning18`;

/** What a run and those before it credited, or counted, for the run's own year: by what they noted of it. */
const NOTED = `
  select r.id::text as run, ${HEADS} from accrual_run r join accrual_run_total t on t.kind = 'ACCRUAL' and t.reporting_year = r.reporting_year
     and (t.run_id < r.id and t.credited or t.run_id = r.id and t.credited = (r.status = 'DONE'))
   where r.id in (?) group by r.id`;

/** Runs of before the register noted nothing: what they booked is counted on the ledger. */
const UNNOTED = `
  select r.id::text as run, array_agg(b.id::text) as earlier from accrual_run r join accrual_run b on b.id <= r.id and b.status = 'DONE' and not b.dry and b.reporting_year >= r.reporting_year
     and not exists (select 1 from accrual_run_part p where p.run_id = b.id) where r.id in (?) group by r.id`;

const BOOKED = `
  select count(*)::float8 as children, (count(*) filter (where extract(year from l.birth_date) + ${MAJORITY} = t.reporting_year + 1))::float8 as turning18
    from transfer t left join listed_child l on l.iin = t.iin
   where t.kind = 'ACCRUAL' and t.reporting_year = (select reporting_year from accrual_run where id = ?) and t.run_id in (?)`;

/** For whole years and not for what a run adds: the civil registry counts all children of a list, whichever run credits them. */
export async function headsOfRuns(em: EntityManager, runs: readonly string[]): Promise<RunHeads[]> {
  const noted = await em.execute<RunHeads[]>(NOTED, [[...runs]]);
  const unnoted = await em.execute<{ run: string; earlier: string[] }[]>(UNNOTED, [[...runs]]);
  const heads = new Map(runs.map((run) => [run, noted.find((one) => one.run === run) ?? { run, children: 0, turning18: 0 }]));
  for (const { run, earlier } of unnoted) {
    const [booked] = await em.execute<Heads[]>(BOOKED, [run, earlier]);
    const known = heads.get(run);
    if (booked !== undefined && known !== undefined) heads.set(run, { run, children: known.children + booked.children, turning18: known.turning18 + booked.turning18 });
  }
  return [...heads.values()];
}
