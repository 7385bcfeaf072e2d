import { importFile } from '../subgraphs/benefits/modules/bulk/import-file.js';
import { importWish } from './benefits/arguments.js';
import { importAs } from './benefits/import-as.js';
import { runCommand } from './failure.js';

/** `npm run benefits:import`: reads awards of other systems from a file. */
await runCommand(async () => {
  const { file, rejects } = importWish(process.argv.slice(2));
  await importAs('awards added', rejects, (clerk, progress) => importFile(clerk, file, rejects, progress));
});
