import { runProcess } from '../../subgraphs/shared/process.js';
import { readIssuerEnvironment } from '../environment.js';
import { readIssuerSecrets } from './secrets.js';
import { startIssuer } from './server.js';

await runProcess('issuer', () => {
  const { secrets, ...options } = readIssuerEnvironment();
  return startIssuer(readIssuerSecrets(secrets), options);
});
