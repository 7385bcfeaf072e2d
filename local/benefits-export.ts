import { exportAwards } from '../subgraphs/benefits/modules/bulk/export-awards.js';
import { exportWish } from './benefits/arguments.js';
import { withClerk } from './benefits/clerk.js';
import { said } from './progress.js';
import { refusalsInOneLine, runCommand, StartFailure } from './failure.js';

/** `npm run benefits:export`: writes the ministry's awards to a file. */
await runCommand(async () => {
  const wish = exportWish(process.argv.slice(2));
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    const awards = await refusalsInOneLine(() => withClerk('export', (clerk) => exportAwards(clerk, wish, said('awards'), controller.signal)));
    process.stdout.write(`${awards.toLocaleString('en')} awards in ${wish.file}\n`);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped; there is no file.');
    throw error;
  }
});
