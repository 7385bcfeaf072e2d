import { randomUUID } from 'node:crypto';
import { readSnapshotArguments, type SnapshotArguments } from './audit/snapshot-arguments.js';
import { snapshotReport, staysReport } from './audit/snapshot-report.js';
import { withSnapshotting } from './audit/snapshotting.js';
import { runCommand, StartFailure } from './failure.js';
import { withJobs } from './jobs.js';
import { progressOf } from './progress.js';
import { untilSignalled } from './stop-signals.js';
import { signerOf } from '../subgraphs/audit/environment.js';
import { newestMoved } from '../subgraphs/audit/modules/finding/subject.repository.js';
import { bindSigning } from '../subgraphs/audit/modules/checkpoint/signer.js';
import type { SnapshotSettings } from '../subgraphs/audit/modules/snapshot/settings.js';
import { completeSnapshots, snapshotById, snapshotUnderWay, viewsOf, type SnapshotRow } from '../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { requestSnapshot, latestMoment } from '../subgraphs/audit/modules/snapshot/snapshot.service.js';
import { carryOut } from '../subgraphs/audit/modules/snapshot/take/carry-out.js';
import { SnapshotFailure } from '../subgraphs/audit/modules/snapshot/take/failure.js';
import { ofSnapshots, step } from '../subgraphs/audit/modules/snapshot/take/job.js';
import type { SnapshotWatcher } from '../subgraphs/audit/modules/snapshot/take/taking.js';
import type { JobSurroundings } from '../subgraphs/shared/job/job.js';
import { Refused } from '../subgraphs/shared/mutation/refusal.js';

/** Asks for a new one; null where somebody has asked for one in the meantime. */
async function requested(surroundings: JobSurroundings, settings: SnapshotSettings, asOf: string | null): Promise<SnapshotRow | null> {
  const now = surroundings.clock.now();
  if (asOf !== null && asOf > latestMoment(now)) throw new StartFailure('--as-of must be at least ten seconds ago.');
  try {
    return await step(surroundings, randomUUID(), true, (em) => requestSnapshot(em, settings, { asOf, now, organisation: null }));
  } catch (error) {
    if (error instanceof Refused && error.code === 'SNAPSHOT_UNDER_WAY') return null;
    throw error;
  }
}

/** One that was begun is gone on with; else a new one is asked for. */
async function wanted(surroundings: JobSurroundings, settings: SnapshotSettings, { asOf }: SnapshotArguments): Promise<SnapshotRow> {
  const underWay = (): Promise<SnapshotRow | null> => ofSnapshots(surroundings, snapshotUnderWay);
  const row = (await underWay()) ?? (await requested(surroundings, settings, asOf)) ?? (await underWay());
  if (row === null) throw new StartFailure('Another snapshot was asked for and has ended just now. Start the command again.');
  return row;
}

/** Says at which snapshot it is, once it is: until then another process may be. */
function announced({ id, asOf, requestedAt }: SnapshotRow, watch: SnapshotWatcher): SnapshotWatcher {
  let said = false;
  return (...how) => {
    if (!said) process.stderr.write(`Snapshot ${id} of ${asOf}, asked for at ${requestedAt}.\n`);
    said = true;
    watch(...how);
  };
}

async function take(surroundings: JobSurroundings, settings: SnapshotSettings, wish: SnapshotArguments, abort: AbortSignal): Promise<void> {
  const row = await wanted(surroundings, settings, wish);
  const { id } = row;
  const progress = progressOf('views', process.stderr);
  try {
    const watch = announced(row, (done, of) => progress.at(done, of));
    if (!(await carryOut(surroundings, settings, id, watch, abort))) throw new StartFailure(`A snapshot is being taken since ${row.requestedAt} (${id}, of ${row.asOf}), by the process of audit or another command. This one has taken none.`);
  } catch (error) {
    throw error instanceof SnapshotFailure && !abort.aborted ? new StartFailure(error.message, { cause: error }) : error;
  } finally {
    progress.end();
  }
  const taken = await ofSnapshots(surroundings, async (em) => {
    const found = await snapshotById(em, id);
    return found === null ? null : { row: found, views: await viewsOf(em, [found]), beyond: (await completeSnapshots(em)).slice(settings.retain), stands: await newestMoved(em) };
  });
  if (taken === null) return;
  process.stdout.write(snapshotReport(taken.row, taken.views) + taken.beyond.map((one) => staysReport(one, settings.retain, taken.stands)).join(''));
}

/** The arguments come before what the environment says. */
const settled = (settings: SnapshotSettings, { retain, memoryMb, threads }: SnapshotArguments): SnapshotSettings => ({ ...settings, retain: retain ?? settings.retain, memoryMb: memoryMb ?? settings.memoryMb, threads: threads ?? settings.threads });

/** `npm run -s audit:snapshot`: takes a snapshot of all programmes beside the process of audit, or without it. */
await runCommand(async () => {
  const wish = readSnapshotArguments(process.argv.slice(2));
  const run = (settings: SnapshotSettings, ledgerKey: string, checkpointKey: string, abort: AbortSignal): Promise<void> =>
    withJobs('audit', { databaseUrl: settings.databaseUrl, ledgerKey }, async (surroundings) => {
      bindSigning(surroundings.database.configuration, { signer: await signerOf(checkpointKey), clock: surroundings.clock });
      await take(surroundings, settled(settings, wish), wish, abort);
    });
  await untilSignalled((abort) => withSnapshotting(abort, ({ settings, ledgerKey, checkpointKey }) => run(settings, ledgerKey, checkpointKey, abort)));
});
