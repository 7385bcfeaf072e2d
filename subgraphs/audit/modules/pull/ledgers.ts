import { Gauge } from 'prom-client';
import type { DatabaseName } from '../../../shared/database/roles.js';
import { LedgerClient } from '../../../shared/ledger/feed/client.js';
import { LedgerReader } from '../../../shared/ledger/feed/reader.js';
import { LedgerKey } from '../../../shared/ledger/ledger-key.js';
import type { Metrics } from '../../../shared/metrics/metrics.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import type { AuditEnvironment, LedgerSettings } from '../../environment.js';
import { SOURCE_NUMBERS } from '../source/source.js';
import { LedgerConsumer, type LedgerLag } from './ledger-consumer.js';
import { Turns } from './turns.js';

/** Of all sources together, at once. */
const TRANSACTIONS = 2;

const GAUGES = [
  { name: 'balagraph_ledger_lag_records', help: 'Records of a ledger that audit has not pulled.', of: (lag: LedgerLag) => lag.records },
  { name: 'balagraph_ledger_lag_seconds', help: 'Seconds since audit had nothing left to pull of a ledger.', of: (lag: LedgerLag) => lag.seconds },
  { name: 'balagraph_ledger_faulty_chains', help: 'Chains of a ledger that are not what they were, or do not verify.', of: (lag: LedgerLag) => lag.faults },
] as const;

function observe(metrics: Metrics, lags: () => readonly LedgerLag[]): void {
  for (const { name, help, of } of GAUGES) {
    const gauge: Gauge<'source'> = new Gauge({
      name,
      help,
      labelNames: ['source'],
      registers: [metrics],
      collect: () => {
        for (const lag of lags()) gauge.set({ source: lag.source }, of(lag));
      },
    });
  }
}

/** Pulls the ledgers of everybody whom the environment names, and audit's own. */
export function pullLedgers({ database, clock, metrics, log }: Surroundings, { ledgers = {}, databaseUrl, ledgerKey, feeds, ledgerIntervalMs = feeds.intervalMs }: Pick<AuditEnvironment, 'databaseUrl' | 'ledgerKey' | 'feeds'> & Partial<AuditEnvironment>): Attendant {
  const turns = new Turns(database, TRANSACTIONS);
  const ownKey = new LedgerKey(ledgerKey);
  const own = { name: 'audit' as DatabaseName, from: new LedgerReader(databaseUrl), key: ownKey };
  const others = (Object.entries(ledgers) as [DatabaseName, LedgerSettings][]).map(([name, settings]) => ({ name, from: new LedgerClient(name, settings, clock), key: new LedgerKey(settings.ledgerKey) }));
  const sources = [own, ...others];
  const consumers = sources.map(({ name, from, key }) => new LedgerConsumer({ name, from, key, ownKey, database: turns, source: SOURCE_NUMBERS[name], intervalMs: ledgerIntervalMs, log }));
  observe(metrics, () => consumers.map((consumer) => consumer.lag()));
  return {
    start: () => consumers.forEach((consumer) => consumer.start()),
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.all(sources.map(({ from }) => from.close()));
    },
  };
}
