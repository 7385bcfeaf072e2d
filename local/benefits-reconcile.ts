import { importPaidFile } from '../subgraphs/benefits/modules/reconciliation/paid-file.js';
import { paidFileWish } from './benefits/arguments.js';
import { runCommand } from './failure.js';
import { notThatFile, tellImport } from './import-command.js';
import { withRegister } from './jobs.js';
import { said } from './progress.js';
import { untilSignalled } from './stop-signals.js';

/** `npm run -s benefits:reconcile -- FILE`: books what the paying body says was paid and came back. */
await runCommand(async () => {
  const { file, rejects } = paidFileWish(process.argv.slice(2));
  const count = await untilSignalled((abort) => withRegister('benefits', abort, (surroundings) => importPaidFile(surroundings, file, rejects, said('rows')))).catch(notThatFile);
  tellImport('booked', count, rejects);
});
