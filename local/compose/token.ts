import { DEFAULT_POPULATION, demoFamily } from '../population/population.js';
import { readIssuerEnvironment } from '../environment.js';
import { runCommand } from '../failure.js';
import { credentialsOf, requestToken } from '../issuer/request-token.js';
import { readIssuerSecrets } from '../issuer/secrets.js';
import { requestFor, wishFrom } from '../issuer/wish.js';

/** `docker compose exec issuer node dist/local/compose/token.js --role ROLE`: an access token of the issuer in whose container it runs. */
await runCommand(async () => {
  const wish = wishFrom(process.argv.slice(2));
  const { port, secrets } = readIssuerEnvironment();
  const credentials = credentialsOf(readIssuerSecrets(secrets), wish.client);
  process.stdout.write(`${await requestToken(`http://127.0.0.1:${port}`, credentials, requestFor(wish, demoFamily(DEFAULT_POPULATION)))}\n`);
});
