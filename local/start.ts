import { SUBGRAPHS } from '../subgraphs/shared/access/viewer.js';
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
    ready: async (state, seconds) => federationReady(state, await demoToken(local.data, state, { role: 'caseworker' }), seconds),
  });
});
