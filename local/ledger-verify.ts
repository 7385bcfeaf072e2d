import { parseArgs } from 'node:util';
import { DATABASE_NAMES, type DatabaseName } from '../subgraphs/shared/database/roles.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import type { ChainReport } from '../subgraphs/shared/ledger/verify/verify.js';
import { withClient } from './bootstrap/connection.js';
import { readLedger, readLocalEnvironment } from './environment.js';
import { reason, runCommand, StartFailure } from './failure.js';
import { checkpointEvidence, copyEvidence, type Evidence } from './ledger/evidence.js';
import { verifyAgainst } from './ledger/verify-against.js';
import { auditOn, withLedgers, type LedgerTarget } from './ledger/targets.js';

const USAGE = `npm run -s ledger:verify [-- [${DATABASE_NAMES.join('|')}] [--checkpoint FILE [--key FILE]]], or with DATABASE_URL and LEDGER_KEY of one database in the environment`;

interface Wish {
  readonly names: readonly DatabaseName[];
  /** A file of checkpoints to compare with. */
  readonly checkpoint: string | undefined;
  /** A file with the public key that they must be signed with. */
  readonly key: string | undefined;
}

function wishFrom(args: string[]): Wish {
  const { positionals: [wish, ...others], values: { checkpoint, key } } = argumentsOf(args);
  const names = wish === undefined ? DATABASE_NAMES : DATABASE_NAMES.filter((name) => name === wish);
  if (others.length > 0 || names.length === 0 || (key !== undefined && checkpoint === undefined)) throw new StartFailure(`Usage: ${USAGE}`);
  return { names, checkpoint, key };
}

function argumentsOf(args: string[]) {
  try {
    return parseArgs({ args, options: { checkpoint: { type: 'string' }, key: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const count = (number: number, what: string): string => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;

const line = (name: string, { chain, kind, beganAt, records, fault }: ChainReport): string =>
  fault === null
    ? `${name}: chain ${chain} ${kind} since ${beganAt?.toISOString()}: ${count(records, 'record')}`
    : `${name}: chain ${chain}, record ${fault.seq}: ${fault.what}`;

/** Checks one ledger and prints a line for each chain; whether all of them hold. Rejects when it is told to stop. */
const verify = ({ name, url, key }: LedgerTarget, evidence: readonly Evidence[], abort: AbortSignal): Promise<boolean> =>
  withClient(url, async (client) => {
    abort.throwIfAborted();
    // Ends the statement under way, too: a chain may take minutes.
    abort.addEventListener('abort', () => void client.end());
    await client.query(`set app.ledger = 'open'`);
    let [chains, records, faults] = [0, 0, 0];
    for await (const report of verifyAgainst(client, name, key, evidence)) {
      say(line(name, report));
      chains += 1;
      records += report.records;
      faults += report.fault === null ? 0 : 1;
    }
    say(`${name}: ${faults === 0 ? `holds, ${count(records, 'record')} in ${count(chains, 'chain')}` : `DOES NOT HOLD, ${faults} of ${count(chains, 'chain')}`}`);
    return faults === 0;
  });

async function verifyAll(targets: readonly LedgerTarget[], evidence: readonly Evidence[], abort: AbortSignal): Promise<void> {
  for (const target of targets) if (!(await verify(target, evidence, abort))) process.exitCode = 1;
}

/** With audit's own copy, where the folder has one. */
const verifyFolder = ({ names }: Wish, evidence: readonly Evidence[], abort: AbortSignal): Promise<void> =>
  withLedgers(readLocalEnvironment(), names, abort, async (targets, server) => {
    const audit = await auditOn(server);
    if (audit === null) return verifyAll(targets, evidence, abort);
    await withClient(audit, (client) => verifyAll(targets, [...evidence, copyEvidence(client)], abort));
  });

async function run(wish: Wish, abort: AbortSignal): Promise<void> {
  const { names, checkpoint, key } = wish;
  const evidence = checkpoint === undefined ? [] : [await checkpointEvidence(checkpoint, key, say)];
  const one = readLedger();
  if (one === null) return verifyFolder(wish, evidence, abort);
  if (names !== DATABASE_NAMES) throw new StartFailure(`Usage: ${USAGE}`);
  await verifyAll([{ name: decodeURIComponent(new URL(one.databaseUrl).pathname.slice(1)), url: one.databaseUrl, key: new LedgerKey(one.ledgerKey) }], evidence, abort);
}

/**
 * `npm run -s ledger:verify`: whether the records of who did what with whose data are as they were written, and, as far as
 * somebody else knows, all of them. Exit code 1 when not.
 */
await runCommand(async () => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    await run(wishFrom(process.argv.slice(2)), controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped before the end.');
    throw error;
  }
});
