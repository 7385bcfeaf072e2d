import { randomUUID } from 'node:crypto';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';
import { publish } from '../../../shared/feeds/publish.js';
import { inBatchOf, ofJobOf, type Job, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';
import { countList } from './count-list.js';
import { holdCounts, isTold, openOutbox, type CountedRegion } from './list-counts.repository.js';

const OFFICE: JobOffice = { role: 'ministry:registry', purpose: 'CIVIL_REGISTRATION', open: openOutbox };

/** Of whoever is counted the count reads where they live, when they were born, whose citizens they are and whether they live. */
const JOB: Job = { name: 'listCounts', fields: ['Child.residence', 'Child.birthDate', 'Child.citizenships', 'Child.lifeStatus'] };

/** The first list of the savings programme (Law 40-VIII of 16.11.2023, in force since 1 January 2024). */
const FIRST_YEAR = 2023;

/** The day of January from which the list of the year before is counted: most of what happened by its day is on record then, and the run, on 1 February, has not begun. */
const COUNTED_FROM = '01-25';

/** Lists that are due to be told, the first first. */
const listDates = (today: CivilDate): CivilDate[] => {
  const years = Number(today.slice(0, 4)) - FIRST_YEAR - (today.slice(5) < COUNTED_FROM ? 1 : 0);
  return Array.from({ length: Math.max(0, years) }, (_, i) => `${FIRST_YEAR + i}-12-31`);
};

/** Tells a count, unless another process has told one of the list meanwhile; whether it did. */
const tell = (surroundings: JobSurroundings, listDate: CivilDate, regions: CountedRegion[], today: CivilDate): Promise<boolean> =>
  inBatchOf(OFFICE, surroundings, JOB, randomUUID(), async (em) => {
    await holdCounts(em);
    const isNew = !(await isTold(em, listDate));
    if (isNew) await publish(em, LIST_COUNTS, { type: 'LIST_COUNTED', subjects: [], occurredOn: today, data: { listDate, regions } });
    return { result: isNew, changed: isNew };
  });

/**
 * Tells how many children of each list lived where; of each once, whatever is put right afterwards. The fund hears of every child's
 * events by name: of a count that moves by one on the day of an event it would know where that child lives. How many lists were told.
 */
export async function tellCounts(surroundings: JobSurroundings, stopping?: AbortSignal): Promise<number> {
  const today = civilDay(surroundings.clock.now());
  let told = 0;
  for (const listDate of listDates(today)) {
    stopping?.throwIfAborted();
    if (await ofJobOf(OFFICE, surroundings, (em) => isTold(em, listDate))) continue;
    const regions = await countList((work) => ofJobOf(OFFICE, surroundings, work), listDate, stopping);
    if (await tell(surroundings, listDate, regions, today)) told += 1;
  }
  return told;
}
