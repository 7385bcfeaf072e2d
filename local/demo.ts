import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
import { childProfileDocument, profileRequest, PROFILE_PURPOSE } from './child-profile.js';
import { openDataFolder } from './data/data-folder.js';
import type { RunState } from './data/run-state.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand, StartFailure } from './failure.js';
import { Federation } from './federation.js';
import { demoToken } from './issuer/demo-token.js';
import { stopOnSignals } from './stop-signals.js';
import { temporaryFolder } from './temporary-run.js';

const report = (line: string): void => void process.stderr.write(`${line}\n`);

interface Answer {
  readonly data?: unknown;
}

async function askForProfile(folder: string, state: RunState): Promise<Answer> {
  const token = await demoToken(folder, state, { role: 'caseworker' });
  const response = await fetch(`${state.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': PROFILE_PURPOSE },
    body: profileRequest(childProfileDocument(), state.demo.child),
  });
  return (await response.json()) as Answer;
}

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
    const answer = await askForProfile(folder.path, state);
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (answer.data === undefined || answer.data === null) throw new StartFailure('The answer has no data.');
  } finally {
    await end();
  }
});
