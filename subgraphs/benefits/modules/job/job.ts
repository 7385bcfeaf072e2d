import type { EntityManager } from '@mikro-orm/postgresql';
import { inBatchOf, ofJobOf, type Batch, type Job, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';
import { showConfidential } from '../access/nation.js';

export { insistently, type Batch, type Job, type JobSurroundings } from '../../../shared/job/job.js';

/** Its jobs see awards about shielded children, too. */
const OFFICE: JobOffice = { role: 'ministry:benefits', purpose: 'BENEFIT_ASSESSMENT', open: showConfidential };

/** One batch in one transaction, with its record in the ledger. */
export const inBatch = <T>(surroundings: JobSurroundings, job: Job, correlationId: string, work: (em: EntityManager) => Promise<Batch<T>>): Promise<T> =>
  inBatchOf(OFFICE, surroundings, job, correlationId, work);

/** Reads what a job is about, as a batch would see it. */
export const ofJob = <T>(surroundings: JobSurroundings, work: (em: EntityManager) => Promise<T>): Promise<T> => ofJobOf(OFFICE, surroundings, work);

/**
 * Payments and amounts move apart otherwise: a payment that is being made at the old amount while the new one comes into force would
 * have no arrears. Runs share this lock, a change of an index has it alone; for a batch each. So has
 * whoever changes an award, before it holds awards or people: a run that is told of a right goes on by what it was told.
 */
const MONEY_LOCK = `hashtext('benefits/money')`;

export const holdAmounts = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock_shared(${MONEY_LOCK})`);
export const changeAmounts = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(${MONEY_LOCK})`);
