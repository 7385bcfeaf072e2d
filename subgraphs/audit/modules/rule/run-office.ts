import type { EntityManager } from '@mikro-orm/postgresql';
import { inBatchOf, insistently, ofJobOf, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';

const OFFICE: JobOffice = { role: 'auditor', purpose: 'AUDIT_ANALYSIS' };

/** Reads what rules are asked of, on behalf of the auditor who asked. */
export const ofRules = <T>(surroundings: JobSurroundings, work: (em: EntityManager) => Promise<T>): Promise<T> => insistently(() => ofJobOf(OFFICE, surroundings, work));

/** A step of such work, by the name of the mutation that asked for it, in one transaction with its record: of everybody, and so about nobody. `correlation` is the id of a run, a snapshot, an export. */
export const auditStep = <T>(surroundings: JobSurroundings, name: string, correlation: string, fields: readonly string[], work: (em: EntityManager) => Promise<T>): Promise<T> =>
  insistently(() => inBatchOf(OFFICE, surroundings, { name, fields }, correlation, async (em) => ({ result: await work(em), changed: true })));
