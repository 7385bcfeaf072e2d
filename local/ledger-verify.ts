import path from 'node:path';
import { parseArgs } from 'node:util';
import { DATABASE_NAMES, type DatabaseName } from '../subgraphs/shared/database/roles.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger, type ChainReport } from '../subgraphs/shared/ledger/verify/verify.js';
import { withClient } from './bootstrap/connection.js';
import { databaseUrl } from './bootstrap/urls.js';
import { databaseCredentials, keepCredentials } from './data/credentials.js';
import { runningOn } from './data/run-state.js';
import { readLedgerKey, readLocalEnvironment } from './environment.js';
import { reason, runCommand, StartFailure } from './failure.js';

const USAGE = `npm run -s ledger:verify -- [${DATABASE_NAMES.join('|')}|all], or --url <database> with LEDGER_KEY in the environment`;

/** One ledger to be checked. */
interface Target {
  readonly name: string;
  readonly url: string;
  readonly key: LedgerKey;
}

function targetsFrom(args: string[]): Target[] {
  const { values: { url }, positionals } = parsed(args);
  if (url !== undefined && positionals.length === 0) return [{ name: new URL(url).pathname.slice(1), url, key: new LedgerKey(readLedgerKey()) }];
  const [wish = 'all', ...others] = positionals;
  const names = wish === 'all' ? DATABASE_NAMES : DATABASE_NAMES.filter((name) => name === wish);
  if (url !== undefined || others.length > 0 || names.length === 0) throw new StartFailure(USAGE);
  return runningTargets(names);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { url: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

/** The databases of whatever runs on the data folder, with the keys that are kept there. */
function runningTargets(names: readonly DatabaseName[]): Target[] {
  const { data, databaseUrl: server } = readLocalEnvironment();
  const state = runningOn(data);
  const credentials = keepCredentials(path.join(data, 'credentials.json'));
  const running = names.filter((name) => state.processes[name] !== undefined);
  return running.map((name) => ({
    name,
    url: databaseUrl(server ?? `postgresql://${state.database}/`, credentials, name, 'app'),
    key: new LedgerKey(databaseCredentials(credentials, name).ledgerKey),
  }));
}

const count = (records: number): string => `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}`;

const line = (name: string, { chain, kind, beganAt, records, fault }: ChainReport): string =>
  fault === null
    ? `${name}: chain ${chain} ${kind} since ${beganAt?.toISOString()}: ${count(records)}`
    : `${name}: chain ${chain}, record ${fault.seq}: ${fault.what}`;

/** Checks one ledger and prints a line for each chain; whether all of them hold. */
const verify = ({ name, url, key }: Target): Promise<boolean> =>
  withClient(url, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    let [chains, records, faults] = [0, 0, 0];
    for await (const report of verifyLedger(client, key)) {
      process.stdout.write(`${line(name, report)}\n`);
      chains += 1;
      records += report.records;
      faults += report.fault === null ? 0 : 1;
    }
    process.stdout.write(`${name}: ${faults === 0 ? `${count(records)} in ${chains} chains hold` : `${faults} of ${chains} chains do not hold`}\n`);
    return faults === 0;
  });

/** `npm run -s ledger:verify`: whether the records of who did what with whose data are as they were written. */
await runCommand(async () => {
  for (const target of targetsFrom(process.argv.slice(2))) {
    if (!(await verify(target))) process.exitCode = 1;
  }
});
