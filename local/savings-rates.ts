import { civilDay, systemClock } from '../subgraphs/shared/clock.js';
import { withClient } from './bootstrap/connection.js';
import { readLedger, readLocalEnvironment } from './environment.js';
import { runCommand, StartFailure } from './failure.js';
import { withLedgers } from './ledger/targets.js';
import { importRates, type RateReport } from './savings/rates.js';
import { untilSignalled } from './stop-signals.js';

const count = (value: number): string => value.toLocaleString('en');

/** Of the environment's database (`DATABASE_URL` and `LEDGER_KEY`), or else of the data folder. */
function importInto(file: string, abort: AbortSignal): Promise<RateReport> {
  const into = (url: string): Promise<RateReport> => withClient(url, (client) => importRates(client, file, civilDay(systemClock.now())));
  const named = readLedger();
  return named === null ? withLedgers(readLocalEnvironment(), ['savings'], abort, ([target]) => into(target?.url ?? '')) : into(named.databaseUrl);
}

/** `npm run -s savings:rates -- FILE`: takes in official rates of the National Bank. */
await runCommand(async () => {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || others.length > 0) throw new StartFailure('Usage: npm run -s savings:rates -- FILE');
  const { added, known, rejected } = await untilSignalled((abort) => importInto(file, abort));
  process.stdout.write(`${count(added)} rates added, ${count(known)} known already, ${count(rejected)} rejected${rejected === 0 ? '' : `: see ${file}.rejects.csv`}.\n`);
  if (rejected > 0) process.exitCode = 1;
});
