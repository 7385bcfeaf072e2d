import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isSame, type Official } from '../access/official.js';
import { holdRuns, insertRun, lastCredited, lockRun, release, runOfYear, wasCredited, yearsUpTo, type RunRow } from './accrual-run.repository.js';

const YEAR = 'input.year';

/** Sums and yields are published, and nothing else is credited. */
async function requirePublished(em: EntityManager, year: number): Promise<CivilDate> {
  const { years, missing } = await yearsUpTo(em, year);
  const run = years.at(-1);
  if (run === undefined || missing.length > 0) throw new Refused('NOT_PUBLISHED', YEAR, `Not on record yet: ${missing.join(', ')}. It is never guessed.`);
  return run.creditedOn;
}

/** Years are credited one after the other; the last one may be run again for whoever was put on the list since. */
async function requireInTurn(em: EntityManager, year: number): Promise<void> {
  const last = await lastCredited(em);
  const first = (await yearsUpTo(em, year)).years[0]?.year ?? year;
  const next = last === null ? first : last + 1;
  if (year !== last && year !== next) throw new Refused('OUT_OF_ORDER', YEAR, `The years are credited in turn: ${last === null ? String(next) : `${last}, for who was put on the list since, or ${next}`}.`);
}

export interface Wish {
  readonly year: number;
  /** Only counts; it cannot be released. */
  readonly dry: boolean;
  readonly today: CivilDate;
  readonly by: Official | null;
}

/** Begins to count what a year's run would credit. What an earlier run of the same kind has counted is withdrawn. */
export async function prepareRun(em: EntityManager, { year, dry, today, by }: Wish): Promise<RunRow> {
  await holdRuns(em);
  const day = await requirePublished(em, year);
  await requireInTurn(em, year);
  for (const status of ['COUNTING', 'CREDITING'] as const) {
    if (!dry && (await anyUnder(em, status))) throw new Refused('RUN_UNDER_WAY', YEAR, 'A run is under way; it goes on by itself.');
  }
  const late = (await wasCredited(em, year)) && today > day;
  return insertRun(em, { year, dry, creditedOn: late ? today : day, by });
}

const anyUnder = async (em: EntityManager, status: 'COUNTING' | 'CREDITING'): Promise<boolean> =>
  (await em.execute('select 1 from accrual_run where status = ? and not dry limit 1', [status])).length > 0;

/** Sets a run to work that a colleague has prepared and everybody could look at. */
export async function releaseRun(em: EntityManager, publicId: string, by: Official): Promise<RunRow> {
  await holdRuns(em);
  const run = await lockRun(em, publicId);
  if (run === null || run.dry) throw new Refused('UNKNOWN_RUN', 'input.id', 'No run that could be released is on record under this id.');
  if (run.status !== 'COUNTED') throw new Refused('NOT_IN_THIS_STATE', 'input.id', `The run is ${run.status}: only one that is COUNTED is released.`);
  if (isSame(by, run)) throw new Refused('SAME_PERSON', 'input.id', 'Somebody else than the official who prepared the run must release it.');
  await release(em, run, by);
  return run;
}

export const dryRunOfYear = (em: EntityManager, year: number): Promise<RunRow | null> => runOfYear(em, year, ['COUNTING'], true);
export const releasedRunOfYear = (em: EntityManager, year: number): Promise<RunRow | null> => runOfYear(em, year, ['CREDITING'], false);
