import { parseArgs } from 'node:util';
import { DATABASE_NAMES, type DatabaseName } from '../subgraphs/shared/database/roles.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger, type ChainReport } from '../subgraphs/shared/ledger/verify/verify.js';
import { withClient } from './bootstrap/connection.js';
import { readLedger, readLocalEnvironment } from './environment.js';
import { reason, runCommand, StartFailure } from './failure.js';
import { withLedgers, type LedgerTarget } from './ledger/targets.js';

const USAGE = `npm run -s ledger:verify [-- ${DATABASE_NAMES.join('|')}], or with DATABASE_URL and LEDGER_KEY of one database in the environment`;

function namesFrom(args: string[]): readonly DatabaseName[] {
  const [wish, ...others] = positionalsOf(args);
  const names = wish === undefined ? DATABASE_NAMES : DATABASE_NAMES.filter((name) => name === wish);
  if (others.length > 0 || names.length === 0) throw new StartFailure(`Usage: ${USAGE}`);
  return names;
}

function positionalsOf(args: string[]): string[] {
  try {
    return parseArgs({ args, options: {}, allowPositionals: true }).positionals;
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

const count = (number: number, what: string): string => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

const line = (name: string, { chain, kind, beganAt, records, fault }: ChainReport): string =>
  fault === null
    ? `${name}: chain ${chain} ${kind} since ${beganAt?.toISOString()}: ${count(records, 'record')}`
    : `${name}: chain ${chain}, record ${fault.seq}: ${fault.what}`;

/** Checks one ledger and prints a line for each chain; whether all of them hold. Rejects when it is told to stop. */
const verify = ({ name, url, key }: LedgerTarget, abort: AbortSignal): Promise<boolean> =>
  withClient(url, async (client) => {
    abort.throwIfAborted();
    // Ends the statement under way, too: a chain may take minutes.
    abort.addEventListener('abort', () => void client.end());
    await client.query(`set app.ledger = 'open'`);
    let [chains, records, faults] = [0, 0, 0];
    for await (const report of verifyLedger(client, key)) {
      process.stdout.write(`${line(name, report)}\n`);
      chains += 1;
      records += report.records;
      faults += report.fault === null ? 0 : 1;
    }
    process.stdout.write(`${name}: ${faults === 0 ? `holds, ${count(records, 'record')} in ${count(chains, 'chain')}` : `DOES NOT HOLD, ${faults} of ${count(chains, 'chain')}`}\n`);
    return faults === 0;
  });

async function verifyAll(targets: readonly LedgerTarget[], abort: AbortSignal): Promise<void> {
  for (const target of targets) if (!(await verify(target, abort))) process.exitCode = 1;
}

function run(names: readonly DatabaseName[], abort: AbortSignal): Promise<void> {
  const one = readLedger();
  if (one === null) return withLedgers(readLocalEnvironment(), names, abort, (targets) => verifyAll(targets, abort));
  if (names !== DATABASE_NAMES) throw new StartFailure(`Usage: ${USAGE}`);
  return verifyAll([{ name: decodeURIComponent(new URL(one.databaseUrl).pathname.slice(1)), url: one.databaseUrl, key: new LedgerKey(one.ledgerKey) }], abort);
}

/** `npm run -s ledger:verify`: whether the records of who did what with whose data are as they were written. Exit code 1 when not. */
await runCommand(async () => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    await run(namesFrom(process.argv.slice(2)), controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped before the end.');
    throw error;
  }
});
