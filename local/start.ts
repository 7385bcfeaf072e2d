import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
import { askForProfile } from './child-profile.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand } from './failure.js';
import { demoToken } from './issuer/demo-token.js';
import { federationReady } from './ready-text.js';
import { runUntilStopped } from './run.js';

/** `npm start`: everything on one machine. */
await runCommand(async () => {
  const local = readLocalEnvironment();
  await runUntilStopped({
    local,
    subgraphs: SUBGRAPHS,
    alone: null,
    ready: async (state) => {
      const token = await demoToken(local.data, state, { role: 'caseworker' });
      // "Ready" is when the first answer will be quick; whether it is a good one is for whoever asks to see.
      await askForProfile(state, token).catch(() => undefined);
      return federationReady(state, token);
    },
  });
});
