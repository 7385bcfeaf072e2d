import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../../../shared/clock.js';
import type { Database } from '../../../shared/database/database.js';
import { isPassing } from '../../../shared/database/passing.js';
import type { LedgerEntry } from '../../../shared/ledger/entry.js';
import type { Ledger } from '../../../shared/ledger/ledger.js';
import { showConfidential } from '../access/nation.js';

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

/** What a batch did; without a change it leaves no record. */
export interface Batch<T> {
  readonly result: T;
  readonly changed: boolean;
}

/**
 * The record of a batch. It is about nobody, as that of a page of a feed is (ADR 12): whose payments these were follows from the
 * tables, which keep under `correlationId` what the batch made.
 */
const entryOf = ({ name, fields }: Job, correlationId: string, at: number): LedgerEntry => ({
  actor: { subject: name, client: 'job', role: 'ministry:benefits', organisation: null, iin: null },
  operation: { door: 'OWN', purpose: 'BENEFIT_ASSESSMENT', caseNumber: null, kind: 'job', name },
  effect: { outcome: 'WRITTEN', reason: null, fields },
  subject: null,
  at,
  correlationId,
});

/** One batch in one transaction, the whole country's rows and those about shielded children included, with its record in the ledger. */
export function inBatch<T>({ database, ledger, clock }: JobSurroundings, job: Job, correlationId: string, work: (em: EntityManager) => Promise<Batch<T>>): Promise<T> {
  const writes = database.forRequest({ append: (em) => ledger.recordIn(em, [entryOf(job, correlationId, clock.now().getTime())]) });
  return writes.write(['*'], async (em) => {
    await showConfidential(em);
    const { result, changed } = await work(em);
    return { result, entry: changed ? { coordinate: job.name, subjects: [] } : null };
  });
}

/** Reads what a job is about, as a batch would see it. */
export const ofJob = <T>({ database, ledger }: JobSurroundings, work: (em: EntityManager) => Promise<T>): Promise<T> =>
  database.forRequest({ append: (em) => ledger.recordIn(em, []) }).register(['*'], async (em) => {
    await showConfidential(em);
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

/**
 * Payments and amounts move apart otherwise: a payment that is being made at the old amount while the new one comes into force would
 * have no arrears. Runs share this lock, a change of an index has it alone; for a batch each. So has
 * whoever changes an award, before it holds awards or people: a run that is told of a right goes on by what it was told.
 */
const MONEY_LOCK = `hashtext('benefits/money')`;

export const holdAmounts = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock_shared(${MONEY_LOCK})`);
export const changeAmounts = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock(${MONEY_LOCK})`);
