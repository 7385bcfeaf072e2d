import { importFile, NotAwards } from '../subgraphs/benefits/modules/bulk/import-file.js';
import { importWish } from './benefits/arguments.js';
import { withClerk } from './benefits/clerk.js';
import { said } from './progress.js';
import { hasCode, reason, refusalsInOneLine, runCommand, StartFailure } from './failure.js';

/** For `catch`: a file that cannot be read, or is none of awards. */
function notThatFile(error: unknown): never {
  if (error instanceof NotAwards || hasCode(error, 'ENOENT', 'EACCES', 'EISDIR')) throw new StartFailure(reason(error));
  throw error;
}

/** `npm run benefits:import`: reads awards of other systems from a file. */
await runCommand(async () => {
  const { file, rejects } = importWish(process.argv.slice(2));
  const { added, known, rejected } = await refusalsInOneLine(() => withClerk('import', (clerk) => importFile(clerk, file, rejects, said('rows'))).catch(notThatFile));
  const told = [`${added.toLocaleString('en')} awards added`, `${known.toLocaleString('en')} were there`, `${rejected.toLocaleString('en')} rejected`].join(', ');
  process.stdout.write(`${told}${rejected === 0 ? '' : `: see ${rejects}`}\n`);
});
