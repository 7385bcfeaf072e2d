import { runningOn } from './data/run-state.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand } from './failure.js';
import { demoToken } from './issuer/demo-token.js';
import { wishFrom } from './issuer/wish.js';

/** `npm run -s token`: prints an access token of the local issuer, and nothing else. */
await runCommand(async () => {
  const wish = wishFrom(process.argv.slice(2));
  const { data } = readLocalEnvironment();
  process.stdout.write(`${await demoToken(data, runningOn(data), wish)}\n`);
});
