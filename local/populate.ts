import { openDataFolder } from './data/data-folder.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand } from './failure.js';
import { readWish } from './populate/arguments.js';
import { populate } from './populate/populate.js';
import { untilSignalled } from './stop-signals.js';

/** `npm run populate`: makes a synthetic population of any size, and goes on with one that was interrupted. */
await runCommand(async () => {
  const local = readLocalEnvironment();
  const wish = readWish(process.argv.slice(2), local.children);
  await untilSignalled(async (abort) => {
    const data = openDataFolder(local.data);
    try {
      process.stdout.write(await populate(local, data, wish, abort));
    } finally {
      data.release();
    }
  });
});
