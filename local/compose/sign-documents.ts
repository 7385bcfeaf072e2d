import { runCommand } from '../failure.js';
import { keepComposeDocuments } from './documents.js';
import { readDocumentsFolder } from './environment.js';

/** `npm run -s compose:documents`: signs the published operations for the demo's frontends, where docker-compose.yml shows them to the gateway. */
await runCommand(async () => {
  const folder = readDocumentsFolder();
  await keepComposeDocuments(folder);
  process.stdout.write(`${folder}: the published operations are signed for the demo's frontends.\n`);
});
