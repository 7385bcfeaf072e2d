import { readBeginAnewArguments } from './audit/begin-anew-arguments.js';
import { withSnapshotting } from './audit/snapshotting.js';
import { runCommand, StartFailure } from './failure.js';
import { withJobs } from './jobs.js';
import { untilSignalled } from './stop-signals.js';
import { beginAnew, BeginAnewRefused } from '../subgraphs/audit/modules/finding/begin-anew.js';

/** `npm run -s audit:begin-anew -- [--snapshot <id>]`: for an operator whose `SNAPSHOT_KEY` is another than findings' names were made under. Without the id it says which one. */
await runCommand(async () => {
  const snapshot = readBeginAnewArguments(process.argv.slice(2));
  await untilSignalled((abort) => withSnapshotting(abort, ({ settings, ledgerKey }) =>
    withJobs('audit', { databaseUrl: settings.databaseUrl, ledgerKey }, async (surroundings) => {
      try {
        process.stdout.write(`${JSON.stringify(await beginAnew(surroundings, settings, snapshot))}\n`);
      } catch (error) {
        throw error instanceof BeginAnewRefused ? new StartFailure(error.message, { cause: error }) : error;
      }
    })));
});
