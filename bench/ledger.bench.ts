import { withClient } from '../local/bootstrap/connection.js';
import { databaseUrl } from '../local/bootstrap/urls.js';
import { databaseCredentials } from '../local/data/credentials.js';
import { StartFailure } from '../local/failure.js';
import type { RunSettings } from '../local/service-environments.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation } from '../local/throwaway-federation.js';
import { LedgerKey } from '../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger } from '../subgraphs/shared/ledger/verify/verify.js';
import type { BenchmarkResult } from './benchmark.js';
import { childrenOf } from './children.js';
import { appendRate, openLedgerOf, type AppendRate } from './ledger/appends.js';
import { latencies, type Latency } from './ledger/latency.js';
import { bytesPerRecord } from './ledger/size.js';

const RECORDS = 300_000;
/** Ten records of each: a ledger that is still young, in which the rows of people weigh most. */
const CHILDREN = 30_000;
const SECONDS = 4;
/** Of whom records are asked for, by turns. */
const ASKED = 200;

/** The gateway's database, where nothing but this is recorded meanwhile. */
const NAME = 'gateway';

interface Figures {
  readonly bytes: number;
  readonly alone: AppendRate;
  readonly fifty: AppendRate;
  readonly verified: number;
}

const report = (line: string): void => void process.stderr.write(`${line}\n`);

async function verifiedPerSecond(url: string, key: LedgerKey): Promise<number> {
  return withClient(url, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    const began = performance.now();
    let records = 0;
    for await (const { records: good, fault } of verifyLedger(client, key)) {
      if (fault !== null) throw new StartFailure(`The ledger does not hold: ${fault.what}.`);
      records += good;
    }
    return records / ((performance.now() - began) / 1000);
  });
}

async function measureLedger({ adminUrl, credentials }: RunSettings): Promise<Figures> {
  const url = databaseUrl(adminUrl, credentials, NAME, 'app');
  const key = new LedgerKey(databaseCredentials(credentials, NAME).ledgerKey);
  const ledger = openLedgerOf(url, key);
  try {
    report(`${RECORDS} records`);
    const bytes = await withClient(url, (client) => bytesPerRecord(client, ledger, RECORDS, CHILDREN));
    const [alone, fifty] = [await appendRate(ledger, 1, SECONDS), await appendRate(ledger, 50, SECONDS)];
    return { bytes, alone, fifty, verified: await verifiedPerSecond(url, key) };
  } finally {
    await ledger.close();
  }
}

function tableOf({ bytes, alone, fifty, verified }: Figures, one: Latency, many: Latency): string {
  const added = (latency: Latency): string[] => [latency.without.toFixed(2), latency.with.toFixed(2), (latency.with - latency.without).toFixed(2)];
  return [
    formatTable([
      ['the ledger', 'figure'],
      [`bytes a record takes, of ${RECORDS} about ${CHILDREN} children`, bytes.toFixed(1)],
      ['records appended a second, one request after the other', alone.recordsPerSecond.toFixed(0)],
      ['… fifty requests at once', fifty.recordsPerSecond.toFixed(0)],
      ['a request waits for its records, ms', alone.waitMs.toFixed(2)],
      ['… fifty at once', fifty.waitMs.toFixed(2)],
      ['records verified a second', verified.toFixed(0)],
    ]),
    formatTable([["the registry's part of a profile, ms", 'no ledger', 'ledger', 'added'], ['alone', ...added(one)], ['all of fifty at once', ...added(many)]]),
  ].join('\n\n');
}

/** What the ledger costs: on disk, for each commit, for each request, and to verify. */
export async function run(): Promise<BenchmarkResult> {
  const result = await withThrowawayFederation(report, async ({ settings }) => {
    const { one, fifty: many } = await latencies(settings, await childrenOf(settings, ASKED));
    const figures = await measureLedger(settings);
    const { bytes, alone, fifty, verified } = figures;
    return {
      table: tableOf(figures, one, many),
      figures: {
        records: RECORDS, bytesPerRecord: bytes, recordsPerSecondAlone: alone.recordsPerSecond, recordsPerSecondFifty: fifty.recordsPerSecond,
        verifiedPerSecond: verified, addedMs: one.with - one.without, profileMs: one.without, addedMsFifty: many.with - many.without, fiftyProfilesMs: many.without,
      },
    };
  }, { subgraphs: ['registry'], children: 500 });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
