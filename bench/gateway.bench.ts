import path from 'node:path';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { startChild } from '../local/processes/child.js';
import { stopOnSignals } from '../local/stop-signals.js';
import { temporaryFolder } from '../local/temporary-run.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { BenchmarkResult } from './benchmark.js';
import { ALONE, CONTENDERS, OURS_FULL, PEERS } from './gateways/contenders.js';
import type { Contender } from './gateways/contenders/contender.js';
import { oursFull } from './gateways/contenders/ours.js';
import { divideCores, type Cores } from './gateways/cores.js';
import { writeGraph } from './gateways/graph-files.js';
import { FAMILY, GUARDED_FAMILY } from './gateways/graphs/family.js';
import { SHOP } from './gateways/graphs/shop.js';
import { installPeers } from './gateways/install-peers.js';
import { gatewayBenchmarkOptions, type GatewayBenchmarkOptions } from './gateways/options.js';
import { race } from './gateways/race.js';
import { resultOf } from './gateways/report.js';
import { Results } from './gateways/results.js';

export const takesOptions = true;

const report = (line: string): void => void process.stderr.write(`${line}\n`);

/** Those of the contenders that can run here; of the others it is noted why not. */
function ready(contenders: readonly Contender[], results: Results): readonly Contender[] {
  const failed = contenders.some((one) => PEERS.includes(one)) ? installPeers(report) : null;
  return contenders.filter((contender) => {
    const missing = (PEERS.includes(contender) ? failed : null) ?? contender.missing();
    if (missing !== null) results.fail(contender.name, null, missing);
    return missing === null;
  });
}

async function compare(options: GatewayBenchmarkOptions, contenders: readonly Contender[], cores: Cores | null): Promise<BenchmarkResult> {
  const results = new Results();
  const running = ready(contenders, results);
  const folder = temporaryFolder('gateways');
  process.once('exit', () => folder.remove());
  const environment = { ...process.env, DRAIN_LIMIT_MS: '0' };
  const subgraphs = await startChild({ name: 'static subgraphs', entry: 'bench/gateways/static-subgraphs.js', environment, logFile: path.join(folder.path, 'subgraphs.log') }).ready;
  try {
    const graphs = [writeGraph(SHOP, null, subgraphs.url, folder.path), writeGraph(FAMILY, GUARDED_FAMILY, subgraphs.url, folder.path)];
    await race({ ...options, contenders: running, graphs, subgraphs: { origin: subgraphs.url, pid: subgraphs.pid }, cores, results, report });
  } finally {
    await subgraphs.stop();
  }
  return resultOf({ ...options, results, contenders, pinned: cores !== null });
}

/** Our own gateway beside a federation that does nothing but hold its ledger and issue its token. */
async function full(federation: ThrowawayFederation): Promise<Contender> {
  const token = await demoToken(federation.folder, federation.state, { role: 'caseworker' });
  // The federation's own gateway would look for its subgraphs all the time.
  const idle = federation.state.processes['gateway'];
  if (idle !== undefined) process.kill(idle, 'SIGSTOP');
  return oursFull(federation, token);
}

/** Our gateway and others over the same subgraphs, which answer from memory, in one run and by turns. */
export async function run(args: readonly string[]): Promise<BenchmarkResult> {
  const options = gatewayBenchmarkOptions(args, CONTENDERS);
  const cores = divideCores();
  const chosen = (more: readonly Contender[]): Contender[] => options.only.flatMap((name) => [...ALONE, ...more].filter((one) => one.name === name));
  if (!options.only.includes(OURS_FULL)) {
    stopOnSignals(() => Promise.resolve());
    return compare(options, chosen([]), cores);
  }
  const result = await withThrowawayFederation(report, async (federation) => compare(options, chosen([await full(federation)]), cores), { subgraphs: [] });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
