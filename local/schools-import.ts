import { importFile } from '../subgraphs/schools/modules/bulk/import-file.js';
import { runCommand } from './failure.js';
import { notThatFile, tellImport } from './import-command.js';
import { progressOf } from './progress.js';
import { importWish } from './schools/arguments.js';
import { withClerk } from './schools/clerk.js';
import { rowsIn } from './schools/lines.js';

/** `npm run schools:import`: reads schools' cards, or pupils' places, from a file of the national database. */
await runCommand(async () => {
  const wish = importWish(process.argv.slice(2));
  const rows = await rowsIn(wish.file).catch(notThatFile);
  const progress = progressOf(wish.kind, process.stderr);
  const read = withClerk('import', (clerk) => importFile(clerk, wish, (done) => progress.at(done, Math.max(rows, done))));
  const count = await read.catch(notThatFile).finally(() => progress.end());
  tellImport(`${wish.kind} ${wish.dryRun ? 'would be added or changed' : 'added or changed'}`, count, wish.rejects);
});
