import { isSubgraphName, SUBGRAPHS, type SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { readLocalEnvironment } from './environment.js';
import { runCommand, StartFailure } from './failure.js';
import { subgraphReady } from './ready-text.js';
import { runUntilStopped } from './run.js';

function nameFrom(args: readonly string[]): SubgraphName {
  const [name] = args;
  if (args.length === 1 && isSubgraphName(name)) return name;
  throw new StartFailure(`npm run subgraph -- <name>: the name must be one of ${SUBGRAPHS.join(', ')}.`);
}

/** `npm run subgraph -- <name>`: one ministry's subgraph with its database and the token issuer, and nothing else. */
await runCommand(async () => {
  const name = nameFrom(process.argv.slice(2));
  await runUntilStopped({
    local: readLocalEnvironment(),
    subgraphs: [name],
    alone: name,
    ready: (state) => subgraphReady(name, state),
  });
});
