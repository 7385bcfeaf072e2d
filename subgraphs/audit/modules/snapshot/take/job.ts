import type { EntityManager } from '@mikro-orm/postgresql';
import { inBatchOf, insistently, ofJobOf, type Job, type JobOffice, type JobSurroundings } from '../../../../shared/job/job.js';

const OFFICE: JobOffice = { role: 'auditor', purpose: 'AUDIT_ANALYSIS' };

/** Of everybody, and so about nobody: whose rows these are the programmes' own databases know. */
const JOB: Job = { name: 'takeSnapshot', fields: ['Snapshot.sources', 'Snapshot.views'] };

export const ofSnapshots = <T>(surroundings: JobSurroundings, work: (em: EntityManager) => Promise<T>): Promise<T> => insistently(() => ofJobOf(OFFICE, surroundings, work));

/** A step of taking one; what asks for it, begins to read people's rows, or ends it, leaves a record. */
export const step = <T>(surroundings: JobSurroundings, id: string, isOnRecord: boolean, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  insistently(() => inBatchOf(OFFICE, surroundings, JOB, id, async (em) => ({ result: await work(em), changed: isOnRecord })));
