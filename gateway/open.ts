import { runProcess } from '../subgraphs/shared/process.js';
import { isProduction } from './environment.js';
import { readOpenArguments } from './open/arguments.js';
import { startOpenGateway } from './open/server.js';
import { readSupergraph } from './schema/graph.js';

await runProcess('gateway', async () => {
  const { supergraph, host, port } = readOpenArguments(process.argv.slice(2), isProduction());
  const running = await startOpenGateway({ sdl: readSupergraph(supergraph), host, port });
  process.stderr.write(`${running.url}/graphql serves ${supergraph}, open to everybody.\n`);
  return running;
});
