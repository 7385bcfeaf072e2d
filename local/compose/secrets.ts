import { runCommand } from '../failure.js';
import { readSecretsFolder } from './environment.js';
import { keepSecretFiles, SECRETS } from './secret-files.js';

/** `npm run -s compose:secrets`: makes the files that docker-compose.yml hands out as secrets, where they are not there yet. */
await runCommand(async () => {
  const folder = readSecretsFolder();
  const made = keepSecretFiles(folder);
  process.stdout.write(`${folder}: ${made.length} of ${SECRETS.size} secrets made, the others were there.\n`);
});
