import { exportFile } from '../subgraphs/schools/modules/bulk/export-file.js';
import { runCommand, StartFailure } from './failure.js';
import { said } from './progress.js';
import { exportWish } from './schools/arguments.js';
import { withClerk } from './schools/clerk.js';

/** `npm run schools:export`: writes schools' cards, or pupils' places, to a file. */
await runCommand(async () => {
  const wish = exportWish(process.argv.slice(2));
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    const lines = await withClerk('export', (clerk) => exportFile(clerk, wish, said(wish.kind), controller.signal));
    process.stdout.write(`${lines.toLocaleString('en')} ${wish.kind} in ${wish.file}\n`);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped; there is no file.');
    throw error;
  }
});
