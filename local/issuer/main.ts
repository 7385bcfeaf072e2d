import { runProcess } from '../../subgraphs/shared/process.js';
import { readIssuerEnvironment } from '../environment.js';
import { readIssuerSecrets } from './secrets.js';
import { startIssuer } from './server.js';

await runProcess('issuer', () => {
  const { port, secrets, operations } = readIssuerEnvironment();
  return startIssuer(readIssuerSecrets(secrets), port, operations);
});
