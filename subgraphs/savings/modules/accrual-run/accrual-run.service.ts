import type { EntityManager } from '@mikro-orm/postgresql';
import { latest } from '../../../shared/calendar.js';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { isSame, type Official } from '../access/official.js';
import { holdRuns, insertRun, isCountOld, lastCredited, lastCreditedOn, listAsOf, lockRun, release, runOfYear, wasCredited, yearsUpTo, type RunRow } from './accrual-run.repository.js';
import type { RunYear } from './credit-year.js';

const [YEAR, RUN] = ['input.year', 'input.id'];

/** Sums and yields are published, and nothing else is credited. */
async function requirePublished(em: EntityManager, year: number, field: string): Promise<RunYear> {
  const { years, missing } = await yearsUpTo(em, year);
  const run = years.at(-1);
  if (run === undefined || missing.length > 0) throw new Refused('NOT_PUBLISHED', field, `Not on record yet: ${missing.join(', ')}. It is never guessed.`);
  return run;
}

/** The list of a 31 December is one when the day is over, and the civil registry has told what happened on it. */
async function requireList(em: EntityManager, { listDate }: RunYear, today: CivilDate, field: string): Promise<void> {
  const asOf = await listAsOf(em);
  const isThere = asOf === undefined || (asOf !== null && civilDay(new Date(asOf)) > listDate);
  if (today <= listDate || !isThere) throw new Refused('LIST_NOT_UP_TO_DATE', field, `The list of ${listDate} is not there yet: it follows the civil registry up to ${asOf ?? 'no day so far'}.`);
}

/** The year's own day; of a year that was credited before, the day on which it is done; never before a day on which a run has credited. */
async function dayOf(em: EntityManager, { year, creditedOn }: RunYear, today: CivilDate): Promise<CivilDate> {
  const day = (await wasCredited(em, year)) ? latest(creditedOn, today) : creditedOn;
  return latest(day, (await lastCreditedOn(em)) ?? day);
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
  const published = await requirePublished(em, year, YEAR);
  await requireInTurn(em, year);
  if (!dry) await requireList(em, published, today, YEAR);
  for (const status of ['COUNTING', 'CREDITING'] as const) {
    if (!dry && (await anyUnder(em, status))) throw new Refused('RUN_UNDER_WAY', YEAR, 'A run is under way; it goes on by itself.');
  }
  return insertRun(em, { year, dry, creditedOn: await dayOf(em, published, today), by });
}

const anyUnder = async (em: EntityManager, status: 'COUNTING' | 'CREDITING'): Promise<boolean> =>
  (await em.execute('select 1 from accrual_run where status = ? and not dry limit 1', [status])).length > 0;

/** Sets a run to work that a colleague has prepared and everybody could look at, lately. */
export async function releaseRun(em: EntityManager, publicId: string, by: Official, today: CivilDate): Promise<RunRow> {
  await holdRuns(em);
  const run = await lockRun(em, publicId);
  if (run === null || run.dry) throw new Refused('UNKNOWN_RUN', RUN, 'No run that could be released is on record under this id.');
  if (run.status !== 'COUNTED') throw new Refused('NOT_IN_THIS_STATE', RUN, `The run is ${run.status}: only one that is COUNTED is released.`);
  if (isSame(by, run)) throw new Refused('SAME_PERSON', RUN, 'Somebody else than the official who prepared the run must release it.');
  if (await isCountOld(em, run)) throw new Refused('NOT_IN_THIS_STATE', RUN, 'The run was counted more than a week ago, and the list has gone on: it is prepared anew.');
  const published = await requirePublished(em, run.year, RUN);
  await requireList(em, published, today, RUN);
  await release(em, run, await dayOf(em, published, today), by);
  return run;
}

export const dryRunOfYear = (em: EntityManager, year: number): Promise<RunRow | null> => runOfYear(em, year, ['COUNTING'], true);
export const releasedRunOfYear = (em: EntityManager, year: number): Promise<RunRow | null> => runOfYear(em, year, ['CREDITING'], false);
