import { randomUUID } from 'node:crypto';
import { civilDay, type CivilDate } from '../../../shared/clock.js';
import { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';
import { publish } from '../../../shared/feeds/publish.js';
import { inBatchOf, ofJobOf, type Job, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';
import { countList } from './count-list.js';
import { holdCounts, lastTold, openOutbox, type CountedRegion } from './list-counts.repository.js';

const OFFICE: JobOffice = { role: 'ministry:registry', purpose: 'CIVIL_REGISTRATION', open: openOutbox };

/** Of whoever is counted the count reads where they live, when they were born, whose citizens they are and whether they live. */
const JOB: Job = { name: 'listCounts', fields: ['Child.residence', 'Child.birthDate', 'Child.citizenships', 'Child.lifeStatus'] };

/** The first list of the savings programme (Law 40-VIII of 16.11.2023, in force since 1 January 2024). */
const FIRST_YEAR = 2023;

const listDates = (today: CivilDate): CivilDate[] => {
  const years = Number(today.slice(0, 4)) - FIRST_YEAR;
  return Array.from({ length: Math.max(0, years) }, (_, i) => `${FIRST_YEAR + i}-12-31`);
};

const isSame = (one: readonly CountedRegion[], other: readonly CountedRegion[]): boolean => {
  const text = (regions: readonly CountedRegion[]): string => regions.map(({ regionKato, children, turning18 }) => `${regionKato} ${children} ${turning18}`).join();
  return text(one) === text(other);
};

/** Tells a count where it is new; whether it was. */
const tell = (surroundings: JobSurroundings, listDate: CivilDate, regions: CountedRegion[], today: CivilDate): Promise<boolean> =>
  inBatchOf(OFFICE, surroundings, JOB, randomUUID(), async (em) => {
    await holdCounts(em);
    const before = await lastTold(em, listDate);
    const isNew = before === null || !isSame(before, regions);
    if (isNew) await publish(em, LIST_COUNTS, { type: 'LIST_COUNTED', subjects: [], occurredOn: today, data: { listDate, regions } });
    return { result: isNew, changed: isNew };
  });

const isTold = (surroundings: JobSurroundings, listDate: CivilDate): Promise<boolean> => ofJobOf(OFFICE, surroundings, async (em) => (await lastTold(em, listDate)) !== null);

/**
 * Tells how many children of each list live where: of the last list as often as it is looked, since the register is being corrected
 * until the fund's run; of those before it once. How many counts were new.
 */
export async function tellCounts(surroundings: JobSurroundings, stopping?: AbortSignal): Promise<number> {
  const today = civilDay(surroundings.clock.now());
  const dates = listDates(today);
  let told = 0;
  for (const listDate of dates) {
    stopping?.throwIfAborted();
    if (listDate !== dates.at(-1) && (await isTold(surroundings, listDate))) continue;
    const regions = await countList((work) => ofJobOf(OFFICE, surroundings, work), listDate, stopping);
    if (await tell(surroundings, listDate, regions, today)) told += 1;
  }
  return told;
}
