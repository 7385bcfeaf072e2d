import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
import { askForProfile } from './child-profile.js';
import { openDataFolder } from './data/data-folder.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand, StartFailure } from './failure.js';
import { Federation } from './federation.js';
import { demoToken } from './issuer/demo-token.js';
import { stopOnSignals } from './stop-signals.js';
import { temporaryFolder } from './temporary-run.js';

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run demo`: starts everything, prints the profile of one made-up child as JSON, and leaves nothing behind. */
await runCommand(async () => {
  const folder = temporaryFolder('demo');
  const local = { ...readLocalEnvironment(), port: 0, data: folder.path };
  const federation = new Federation({ local, data: openDataFolder(folder.path), subgraphs: SUBGRAPHS, alone: null, report });
  const end = async (): Promise<void> => {
    await federation.stop();
    folder.remove();
  };
  stopOnSignals(end);
  try {
    report('Starting everything in a folder of its own …');
    const state = await federation.start();
    if (state === null) return;
    report(`Ready after ${(performance.now() / 1000).toFixed(1)} s; asking the gateway as a caseworker.`);
    const answer = await askForProfile(state, await demoToken(folder.path, state, { role: 'caseworker' }));
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (answer.data === undefined || answer.data === null) throw new StartFailure('The answer has no data.');
  } finally {
    await end();
  }
});
