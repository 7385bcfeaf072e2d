import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Purpose } from '../access/purposes.js';
import type { Role } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { isPassing } from '../database/passing.js';
import type { LedgerEntry } from '../ledger/entry.js';
import type { Ledger } from '../ledger/ledger.js';

/** What work that goes in batches needs of its process. */
export interface JobSurroundings {
  readonly database: Database;
  readonly ledger: Pick<Ledger, 'recordIn'>;
  readonly clock: Clock;
}

/** A kind of work on many people's records, as the ledger names it. */
export interface Job {
  readonly name: string;
  /** Schema coordinates of what it writes. */
  readonly fields: readonly string[];
}

/** Whose work it is, for what; `open` shows its transactions what else they need to see. */
export interface JobOffice {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly open?: (em: EntityManager) => Promise<unknown>;
}

/** What a batch did; without a change it leaves no record. */
export interface Batch<T> {
  readonly result: T;
  readonly changed: boolean;
}

/**
 * The record of a batch. It is about nobody, as that of a page of a feed is (ADR 12): whose records these were follows from the
 * tables, which keep under `correlationId` what the batch made.
 */
const entryOf = ({ role, purpose }: JobOffice, { name, fields }: Job, correlationId: string, at: number): LedgerEntry => ({
  actor: { subject: name, client: 'job', role, organisation: null, iin: null },
  operation: { door: 'OWN', purpose, caseNumber: null, kind: 'job', name },
  effect: { outcome: 'WRITTEN', reason: null, fields },
  subject: null,
  at,
  correlationId,
});

/** One batch in one transaction, on the whole country's rows, with its record in the ledger. */
export function inBatchOf<T>(office: JobOffice, { database, ledger, clock }: JobSurroundings, job: Job, correlationId: string, work: (em: EntityManager) => Promise<Batch<T>>): Promise<T> {
  const writes = database.forRequest({ append: (em) => ledger.recordIn(em, [entryOf(office, job, correlationId, clock.now().getTime())]) });
  return writes.write(['*'], async (em) => {
    await office.open?.(em);
    const { result, changed } = await work(em);
    return { result, entry: changed ? { coordinate: job.name, subjects: [] } : null };
  });
}

/** Reads what a job is about, as a batch would see it. */
export const ofJobOf = <T>(office: JobOffice, { database, ledger }: JobSurroundings, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  database.forRequest({ append: (em) => ledger.recordIn(em, []) }).register(['*'], async (em) => {
    await office.open?.(em);
    return work(em);
  });

const ATTEMPTS = 20;
const PAUSE_MS = 250;

/** Does a batch again that a passing fault of the database has undone: what it did is there once, or not at all. */
export async function insistently<T>(batch: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await batch();
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw error;
      await delay(PAUSE_MS);
    }
  }
}
