import type { Client } from 'pg';
import type { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import type { Fault } from '../../subgraphs/shared/ledger/verify/chain-check.js';
import { verifyLedger, type ChainReport } from '../../subgraphs/shared/ledger/verify/verify.js';
import type { Evidence } from './evidence.js';

const isEarlier = (one: Fault, other: Fault | null | undefined): boolean => other == null || one.seq < other.seq;

/** The first bad record of each chain, by its number, whoever knew otherwise. */
async function differencesFrom(evidence: readonly Evidence[], name: string, client: Client): Promise<Map<number, Fault>> {
  const first = new Map<number, Fault>();
  for (const one of evidence) {
    for (const { chain, fault } of await one(name, client)) if (isEarlier(fault, first.get(chain))) first.set(chain, fault);
  }
  return first;
}

/** Verifies a ledger by itself, and against what somebody else knows of it: of each chain the first record with which something is wrong. */
export async function* verifyAgainst(client: Client, name: string, key: LedgerKey, evidence: readonly Evidence[]): AsyncGenerator<ChainReport> {
  const differences = await differencesFrom(evidence, name, client);
  for await (const report of verifyLedger(client, key)) {
    const difference = differences.get(report.chain);
    differences.delete(report.chain);
    yield difference !== undefined && isEarlier(difference, report.fault) ? { ...report, records: Math.min(report.records, difference.seq - 1), fault: difference } : report;
  }
  for (const [chain, fault] of differences) yield { chain, kind: null, beganAt: null, records: 0, fault };
}
