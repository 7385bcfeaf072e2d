import path from 'node:path';
import { importRates } from '../subgraphs/savings/modules/rate/rate-file.js';
import { civilDay, systemClock } from '../subgraphs/shared/clock.js';
import type { ImportCount } from '../subgraphs/shared/import/csv-import.js';
import { withClient } from './bootstrap/connection.js';
import { readLedger, readLocalEnvironment } from './environment.js';
import { runCommand } from './failure.js';
import { notThatFile, rejectsBeside, tellImport } from './import-command.js';
import { withLedgers } from './ledger/targets.js';
import { readRates } from './savings/rates-arguments.js';
import { untilSignalled } from './stop-signals.js';

/** Of the environment's database (`DATABASE_URL` and `LEDGER_KEY`), or else of the data folder. */
function importInto(file: string, rejects: string, by: string | null, abort: AbortSignal): Promise<ImportCount> {
  const into = (url: string): Promise<ImportCount> => withClient(url, (client) => importRates(client, file, rejects, { today: civilDay(systemClock.now()), by }));
  const named = readLedger();
  return named === null ? withLedgers(readLocalEnvironment(), ['savings'], abort, ([target]) => into(target?.url ?? '')) : into(named.databaseUrl);
}

/** `npm run -s savings:rates -- FILE`: takes in official rates of the National Bank. */
await runCommand(async () => {
  const wish = readRates(process.argv.slice(2));
  const file = path.resolve(wish.file);
  tellImport('rates added or corrected', await untilSignalled((abort) => importInto(file, rejectsBeside(file), wish.by, abort)).catch(notThatFile), rejectsBeside(file));
});
