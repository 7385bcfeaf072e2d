import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Client } from 'pg';
import type { JobSurroundings } from '../../../shared/job/job.js';
import { isPassing } from '../../../shared/database/passing.js';
import { carryOver } from '../finding/carry-over.js';
import { storeFindings } from '../finding/store-findings.js';
import { isAsNew, newestMoved, type SnapshotPlace } from '../finding/subject.repository.js';
import { alone, lockOf, openLocks, together } from '../snapshot/locks.js';
import { KeyUnreadable } from '../snapshot/key-unreadable.js';
import { snapshotsOf } from '../snapshot/read/snapshots.js';
import type { SnapshotSettings } from '../snapshot/settings.js';
import { snapshotById, type SnapshotRow } from '../snapshot/snapshot.repository.js';
import type { AuditRule } from './audit-rule.js';
import { ofRules, auditStep } from './run-office.js';
import { nextRun, noteBegun, noteRun, noteRunFailed, noteSame, type RunRow } from './run.repository.js';
import type { RunProblem } from './run-problem.js';
import { runRule, type FoundSubject, type RuleAnswer } from './run-rule.js';

/** A rule takes three seconds over all children where nobody is in its way; what takes so much longer is no rule. */
const DEADLINE_MS = 60_000;

/** After so many attempts and so long, whichever is later: a database that is started again is not yet a reason, and who asked is told within the hour. */
const GIVE_UP = { attempts: 5, ms: 15 * 60_000 };

const RUNNING = 'rules being asked';

/** All that asking rules takes. */
export interface Asking {
  readonly surroundings: JobSurroundings;
  readonly settings: SnapshotSettings;
  readonly rules: readonly AuditRule[];
}

/** Why a rule has no answer, in words that anybody may read: a name of ours, and nothing that stands in a row. */
class RunFailure extends Error {
  constructor(readonly problem: RunProblem) {
    super(problem);
  }
}

async function snapshotOf({ surroundings }: Asking, { snapshot }: RunRow): Promise<SnapshotRow> {
  const row = await ofRules(surroundings, (em) => snapshotById(em, snapshot));
  if (row?.state !== 'COMPLETE') throw new RunFailure('SNAPSHOT_GONE');
  return row;
}

async function answerOf(asking: Asking, run: RunRow, rule: AuditRule): Promise<RuleAnswer> {
  const still = (): Promise<boolean> => snapshotOf(asking, run).then(() => true, () => false);
  const done = await snapshotsOf(asking.settings).use(await snapshotOf(asking, run), still, DEADLINE_MS, (session) => runRule(session, rule));
  if (done === null) throw new RunFailure('SNAPSHOT_GONE');
  return done;
}

const sumOf = (subjects: readonly FoundSubject[]): string | null => {
  const amounts = subjects.flatMap(({ amount }) => amount ?? []);
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed();
};

/** Whether a run's snapshot is none before that which findings stand at; then they come along to it. */
async function comeAlong({ surroundings, settings }: Asking, run: RunRow): Promise<boolean> {
  const [at, to] = [await ofRules(surroundings, newestMoved), { key: run.snapshotKey, id: run.snapshot, asOf: run.asOf } satisfies SnapshotPlace];
  if (at !== null && !isAsNew(to, at)) return false;
  if (at !== null) await carryOver({ surroundings, settings, from: at, to });
  return true;
}

/** Another process, of one that lost its lock, may have gone on to a newer snapshot meanwhile: by this one's names everybody would be somebody new. */
async function requireStanding(em: EntityManager, { snapshotKey: key, asOf }: RunRow): Promise<void> {
  const at = await newestMoved(em);
  if (at !== null && !isAsNew({ key, asOf }, at)) throw new Error('Findings have gone on to a newer snapshot than the run\'s.');
}

async function note({ surroundings }: Asking, run: RunRow, rule: AuditRule, moved: boolean, answer: RuleAnswer, tookMs: number): Promise<void> {
  const { subjects, rows, checksum } = answer;
  const finishedAt = surroundings.clock.now().toISOString();
  await auditStep(surroundings, 'runAuditRule', run.id, ['Finding.rows', `Rule ${rule.id} ${rule.version}`, `Snapshot ${run.snapshot}`], async (em) => {
    if (run.checksum === checksum) return noteSame(em, run, finishedAt, tookMs);
    if (moved) {
      await requireStanding(em, run);
      await storeFindings(em, rule, run, subjects);
    }
    return noteRun(em, run, { moved, rows, findings: subjects.length, amount: sumOf(subjects), checksum, tookMs, finishedAt });
  });
}

async function carryOut(asking: Asking, run: RunRow): Promise<void> {
  const rule = asking.rules.find(({ id, version }) => id === run.rule && version === run.version);
  if (rule === undefined) throw new RunFailure('RULE_GONE');
  const begun = performance.now();
  const answer = await answerOf(asking, run, rule);
  const tookMs = Math.round(performance.now() - begun);
  // The same question of the same rows has one answer: another is a rule that asks the clock, or files that are others.
  if (run.checksum !== null && run.checksum !== answer.checksum) throw new RunFailure('ANSWER_DIFFERS');
  const moved = run.checksum === null && (await comeAlong(asking, run));
  await note(asking, run, rule, moved, answer, tookMs);
}

/** From the question until findings stand at it, the snapshot is held against deletion: with its key they would be lost. */
async function carryOutHeld(asking: Asking, locks: Client, run: RunRow): Promise<void> {
  const done = await together(locks, lockOf(run.snapshot), () => carryOut(asking, run).then(() => true));
  if (done === null) throw new RunFailure('SNAPSHOT_GONE');
}

function problemOf(error: unknown): RunProblem {
  if (error instanceof RunFailure) return error.problem;
  return error instanceof KeyUnreadable ? 'NO_KEY' : 'FAULT';
}

async function failed({ surroundings }: Asking, run: RunRow, error: unknown): Promise<void> {
  const problem = problemOf(error);
  await auditStep(surroundings, 'runAuditRule', run.id, [`Rule ${run.rule} ${run.version}`, `Snapshot ${run.snapshot}`], (em) => noteRunFailed(em, run, problem, surroundings.clock.now().toISOString()));
}

const isSpent = ({ attempts, triedSince }: RunRow, now: Date): boolean => attempts >= GIVE_UP.attempts && triedSince !== null && now.getTime() - Date.parse(triedSince) >= GIVE_UP.ms;

/** Whether it has come to an end. What passes by itself leaves it waiting, as does a process that is killed: until it is given up. */
async function ended(asking: Asking, locks: Client, run: RunRow, onFault: (error: unknown) => void): Promise<boolean> {
  const { surroundings } = asking;
  try {
    if (isSpent(run, surroundings.clock.now())) throw new RunFailure('GIVEN_UP');
    await ofRules(surroundings, (em) => noteBegun(em, run, surroundings.clock.now().toISOString()));
    await carryOutHeld(asking, locks, run);
  } catch (error) {
    if (!(error instanceof RunFailure)) onFault(error);
    if (isPassing(error)) return false;
    await failed(asking, run, error);
  }
  return true;
}

/**
 * Asks all rules that wait, one after the other, in one process at a time: each moves its findings in a transaction of its own, and what a
 * killed process has left is asked anew. One that fails is noted, one that could not be stored waits for the next round, and neither stands in
 * the way of the others. False when another process is at it.
 */
export async function carryOutRuns(asking: Asking, stopping: AbortSignal, onFault: (error: unknown) => void = () => undefined): Promise<boolean> {
  const locks = await openLocks(asking.settings.databaseUrl);
  // Another process may be at it from then on.
  const lost = new AbortController();
  locks.once('end', () => lost.abort());
  const either = AbortSignal.any([stopping, lost.signal]);
  const left: string[] = [];
  const next = (): Promise<RunRow | null> => ofRules(asking.surroundings, (em) => nextRun(em, left));
  try {
    const done = await alone(locks, RUNNING, async () => {
      for (let run = await next(); run !== null && !either.aborted; run = await next()) {
        if (!(await ended(asking, locks, run, onFault))) left.push(run.internalId);
      }
      return true;
    });
    return done ?? false;
  } finally {
    await locks.end();
  }
}
