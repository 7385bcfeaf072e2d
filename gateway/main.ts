import { runProcess } from '../subgraphs/shared/process.js';
import { readGatewayEnvironment } from './environment.js';
import { startGateway } from './server.js';

await runProcess('gateway', () => startGateway(readGatewayEnvironment()));
