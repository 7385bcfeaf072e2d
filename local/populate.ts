import { openDataFolder } from './data/data-folder.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand, StartFailure } from './failure.js';
import { readWish } from './populate/arguments.js';
import { populate } from './populate/populate.js';
import { abortOnSignals } from './stop-signals.js';

/** `npm run populate`: makes a synthetic population of any size, and goes on with one that was interrupted. */
await runCommand(async () => {
  const local = readLocalEnvironment();
  const wish = readWish(process.argv.slice(2), local.children);
  const abort = abortOnSignals();
  const data = openDataFolder(local.data);
  try {
    process.stdout.write(await populate(local, data, wish, abort));
  } catch (error) {
    if (abort.aborted) throw new StartFailure('Stopped. What is loaded stays; the same command goes on from there.');
    throw error;
  } finally {
    data.release();
  }
});
