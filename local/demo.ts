import { askForProfile } from './child-profile.js';
import { runCommand, StartFailure } from './failure.js';
import { demoToken } from './issuer/demo-token.js';
import { withThrowawayFederation } from './throwaway-federation.js';

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run demo`: starts everything, prints the profile of one made-up child as JSON, and leaves nothing behind. */
await runCommand(async () => {
  report('Starting everything in a folder of its own …');
  await withThrowawayFederation(report, async ({ state, folder }) => {
    report(`Ready after ${(performance.now() / 1000).toFixed(1)} s; asking the gateway as a caseworker.`);
    const answer = await askForProfile(state, await demoToken(folder, state, { role: 'caseworker' }));
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (answer.data === undefined || answer.data === null) throw new StartFailure('The answer has no data.');
  });
});
