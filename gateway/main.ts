import { runProcess } from '../subgraphs/shared/process.js';
import { readGatewayEnvironment } from './environment.js';
import { startGateway } from './server.js';

await runProcess('gateway', async () => {
  const gateway = await startGateway(readGatewayEnvironment());
  process.on('SIGHUP', () => void gateway.reload());
  return gateway;
});
