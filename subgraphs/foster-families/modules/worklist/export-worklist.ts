import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import { stringify } from 'csv-stringify';
import { Clerk, type BulkEnvironment, type Office } from '../../../shared/bulk/clerk.js';
import { writeWhole } from '../../../shared/bulk/whole-file.js';
import type { Clock } from '../../../shared/clock.js';
import type { SortedPageRequest } from '../../../shared/pagination.js';
import { database } from '../../orm.config.js';
import { listSupervision, namesOf, type SupervisionRow, type WorklistConditions } from './worklist.repository.js';
import { worklistFor } from './worklist.service.js';
import type { SupervisionFilter } from './worklist.type.js';

const AUTHORITY: Office = { programme: 'foster-families', database, scope: 'care', purpose: 'CARE_SUPERVISION' };

/** Staff of the authority at work with the register in bulk. */
export const openClerk = (environment: BulkEnvironment, kind: string, clock?: Clock): Promise<Clerk> => Clerk.open(AUTHORITY, environment, kind, clock);

export interface WorklistWish {
  readonly file: string;
  readonly filter: SupervisionFilter | undefined;
}

/** Cases that are in memory at a time, and whose records are one commit of the ledger. */
const BATCH = 1_000;

const COLUMNS = ['kind', 'dueOn', 'region', 'district', 'childIin', 'carerIin', 'placement', 'need', 'candidate', 'family', 'body', 'adoption'] as const;
const FIELDS = ['kind', 'dueOn', 'region', 'district', 'child', 'carer', 'placement', 'need', 'candidate', 'family', 'body', 'adoption'].map((field) => `SupervisionCase.${field}`);

async function* batches(em: EntityManager, where: WorklistConditions): AsyncGenerator<readonly SupervisionRow[]> {
  let after: SortedPageRequest['after'] = null;
  for (;;) {
    const rows = await listSupervision(em, where, { limit: BATCH, after });
    const batch = rows.slice(0, BATCH);
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    if (rows.length <= BATCH) return;
    after = { value: last.dueOn, key: last.key };
  }
}

/** Puts on record about whom something is about to leave: one record for each person and batch. */
async function record(clerk: Clerk, batch: readonly SupervisionRow[]): Promise<void> {
  const journal = clerk.journal('supervisionCases');
  for (const { childIin, carerIin } of batch) {
    const people = journal.about([childIin, carerIin].filter((iin) => iin !== null), null);
    for (const field of FIELDS) people.note('RELEASED', field);
  }
  await clerk.record(journal);
}

async function* lines(clerk: Clerk, em: EntityManager, where: WorklistConditions, progress: (cases: number) => void): AsyncGenerator<object> {
  let cases = 0;
  for await (const batch of batches(em, where)) {
    const nameOf = await namesOf(em, batch);
    await record(clerk, batch);
    for (const { kind, dueOn, regionKato: region, districtKato: district, childIin, carerIin, placementId, needId, candidateId, familyId, bodyBin: body, adoptionId } of batch) {
      yield { kind, dueOn, region, district, childIin, carerIin, placement: nameOf('placement', placementId), need: nameOf('care_need', needId), candidate: nameOf('carer_candidate', candidateId), family: nameOf('foster_family', familyId), body, adoption: nameOf('adoption', adoptionId) };
    }
    progress((cases += batch.length));
  }
}

/** Writes a worklist as CSV, the longest overdue first, and answers how many cases it has. Whatever it has is on record before it is written. */
export async function exportWorklist(clerk: Clerk, { file, filter }: WorklistWish, progress: (cases: number) => void = () => undefined, signal?: AbortSignal): Promise<number> {
  let exported = 0;
  const counting = (cases: number): void => progress((exported = cases));
  const where = worklistFor(clerk.viewer, filter, clerk);
  // As pages of it are read: past the regions of the viewer, which the statement cuts to.
  await writeWhole(file, (target) => clerk.read((em) =>
    pipeline(Readable.from(lines(clerk, em, where, counting)), stringify({ header: true, columns: [...COLUMNS] }), target, ...(signal === undefined ? [] : [{ signal }])), ['*']));
  return exported;
}
