import { readEvidenceArguments, type EvidenceArguments } from './audit/evidence-arguments.js';
import { withSnapshotting } from './audit/snapshotting.js';
import { runCommand, StartFailure } from './failure.js';
import { withJobs } from './jobs.js';
import { untilSignalled } from './stop-signals.js';
import { EvidenceRefused, makeEvidence } from '../subgraphs/audit/modules/evidence/make-evidence.js';
import { snapshotsOf } from '../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { bindSnapshots, type SnapshotSettings } from '../subgraphs/audit/modules/snapshot/settings.js';
import type { JobSurroundings } from '../subgraphs/shared/job/job.js';

async function make(surroundings: JobSurroundings, settings: SnapshotSettings, { id, out }: EvidenceArguments): Promise<void> {
  bindSnapshots(surroundings.database.configuration, settings);
  try {
    const { folder, made } = await makeEvidence({ surroundings, settings, out }, id);
    process.stdout.write(`${JSON.stringify({ folder, rows: made.rows, findings: made.findings, checksum: made.checksum })}\n`);
  } catch (error) {
    throw error instanceof EvidenceRefused ? new StartFailure(error.message, { cause: error }) : error;
  } finally {
    await snapshotsOf(settings).close();
  }
}

/** `npm run -s audit:evidence -- --export <id> --out <folder>`: the files of an export that `exportEvidence` put on record, while it has not expired. */
await runCommand(async () => {
  const wish = readEvidenceArguments(process.argv.slice(2));
  await untilSignalled((abort) => withSnapshotting(abort, ({ settings, ledgerKey }) =>
    withJobs('audit', { databaseUrl: settings.databaseUrl, ledgerKey }, (surroundings) => make(surroundings, settings, wish))));
});
