import { randomUUID } from 'node:crypto';
import { civilDay } from '../../../shared/clock.js';
import { keyOfFeed } from '../../../shared/feeds/contracts/identifications.js';
import { inBatchOf, insistently, ofJobOf, type Job, type JobOffice, type JobSurroundings } from '../../../shared/job/job.js';
import { periodically } from '../../../shared/job/periodic.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { People } from './find-people.js';
import { tellAnswered } from './identification.feed.js';
import { forgetPast, keepAnswer, waiting, type AskedRow } from './identification.repository.js';

const EVERY_MS = 2_000;

const OFFICE: JobOffice = { role: 'auditor', purpose: 'AUDIT_CASE' };

/** Whom it found each reader's own record says. */
const JOB: Job = { name: 'identify', fields: ['Identified.child', 'Identified.person'] };

/** What requests are answered with. */
export interface Identifying {
  readonly databaseUrl: string;
  /** The secret that audit's feed is signed with, under which keys are sealed. */
  readonly feedKey: string;
}

const answer = (surroundings: JobSurroundings, request: string, iin: string | null): Promise<unknown> =>
  insistently(() => inBatchOf(OFFICE, surroundings, JOB, randomUUID(), async (em) => {
    const kept = await keepAnswer(em, request, iin);
    if (kept) await tellAnswered(em, request, civilDay(surroundings.clock.now()));
    return { result: kept, changed: kept };
  }));

/** All that were asked under one key in one pass over everybody. */
async function answerUnder(surroundings: JobSurroundings, people: People, key: string, asked: readonly AskedRow[], stopping: AbortSignal): Promise<void> {
  const found = await people.under(key, asked.map(({ pseudonym }) => pseudonym), stopping);
  for (const { request, pseudonym } of asked) await answer(surroundings, request, found.get(pseudonym) ?? null);
}

/** What was asked under each key that this process can open; what it cannot open is left, and handed back as what was thrown. */
function byKey(asked: readonly AskedRow[], feedKey: string): { readonly under: ReadonlyMap<string, AskedRow[]>; readonly unopened: readonly unknown[] } {
  const [under, unopened] = [new Map<string, AskedRow[]>(), [] as unknown[]];
  for (const one of asked) {
    try {
      const key = keyOfFeed(one.sealedKey, feedKey, one.request);
      under.set(key, [...(under.get(key) ?? []), one]);
    } catch (error) {
      unopened.push(error);
    }
  }
  return { under, unopened };
}

/** Answers whatever waits, and forgets whose term is over. What this process cannot open stays, and is told of, behind all else. */
export async function answerIdentifications(surroundings: JobSurroundings, { databaseUrl, feedKey }: Identifying, stopping: AbortSignal): Promise<void> {
  const today = civilDay(surroundings.clock.now());
  const asked = await ofJobOf(OFFICE, surroundings, async (em) => {
    await forgetPast(em, today);
    return waiting(em);
  });
  if (asked.length === 0) return;
  const { under, unopened } = byKey(asked, feedKey);
  const people = await People.open(databaseUrl);
  if (people === null) return;
  try {
    for (const [key, ones] of under) await answerUnder(surroundings, people, key, ones, stopping);
  } finally {
    await people.close();
  }
  if (unopened.length > 0) throw new Error(`${unopened.length} requests have keys that do not open: audit and registry must share the secret of the feed.`, { cause: unopened[0] });
}

/** Works out whom auditors were allowed to know. What stands in the way is logged once, and not every other second. */
export function attendIdentifications(surroundings: Surroundings, identifying: Identifying): Attendant {
  let problem: string | null = null;
  const answerAll = async (stopping: AbortSignal): Promise<void> => {
    await answerIdentifications(surroundings, identifying, stopping);
    problem = null;
  };
  const complain = (error: unknown): void => {
    const found = error instanceof Error ? error.message : 'unknown';
    if (found !== problem) surroundings.log.error({ err: error }, 'auditors\' requests stand still; trying again');
    problem = found;
  };
  return periodically(answerAll, complain, { everyMs: EVERY_MS });
}
