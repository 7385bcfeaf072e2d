import { childProfileDocument, profileRequest } from '../local/child-profile.js';
import { StartFailure } from '../local/failure.js';
import { demoToken } from '../local/issuer/demo-token.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import { withoutAccess } from './access/composition.js';
import { decisionP95, grantsMs } from './access/decisions.js';
import { byTurns, type Turn, type Turns } from './access/turns.js';
import { median, type BenchmarkResult } from './benchmark.js';
import { childrenOf } from './children.js';

const CONNECTIONS = 8;
const ROUNDS = 7;
const SECONDS = 3;
const IDS = 1_000;

/** So long that a busy machine makes no programme unavailable, on either side. */
const PATIENT = { SUBGRAPH_TIMEOUT_MS: '30000', REQUEST_TIMEOUT_MS: '60000', LEDGER_PATIENCE_MS: '30000', CONNECTION_PATIENCE_MS: '30000' };

const FOOTNOTE = `Off, in the subgraphs: field guards, grants and the facts looked up for them, what fields note and the ledger's records;
at the gateway's door the MAC, the envelope's shape and expiry, and the nonce. On in both: row-level security and the
gateway, which knows the token after its first use and signs its calls. CPU is of gateway and subgraphs (with everything
on also of audit, which reads the ledgers meanwhile); that of the database server stands apart.`;

const least = (values: readonly number[]): string => Math.min(...values).toFixed(1);
const most = (values: readonly number[]): string => Math.max(...values).toFixed(1);

function row(name: string, turns: readonly Turn[]): string[] {
  const perSecond = turns.map((turn) => turn.perSecond);
  const cpu = [turns.map((turn) => turn.cpuMs), turns.map((turn) => turn.databaseCpuMs)];
  return [name, median(perSecond).toFixed(1), least(perSecond), most(perSecond), ...cpu.map((values) => median(values).toFixed(1))];
}

function figuresOf({ on, off }: Turns) {
  const of = (name: keyof Turn) => ({ on: median(on.map((turn) => turn[name])), off: median(off.map((turn) => turn[name])) });
  const perSecond = of('perSecond');
  return { perSecond, cpuMs: of('cpuMs'), databaseCpuMs: of('databaseCpuMs'), lessPercent: (1 - perSecond.on / perSecond.off) * 100 };
}

async function measure(federation: ThrowawayFederation): Promise<BenchmarkResult> {
  const { state, folder, settings } = federation;
  const iins = await childrenOf(settings, IDS);
  if (iins.length < IDS) throw new StartFailure(`Only ${iins.length} children.`);
  const [decision, grants] = [decisionP95(), await grantsMs(settings, iins)];
  const token = await demoToken(folder, state, { role: 'caseworker' });
  const { postgres = 0, issuer: _issuer, ...own } = state.processes;
  const asked = { token, body: profileRequest(childProfileDocument(), state.demo.child), connections: CONNECTIONS, seconds: SECONDS, postgres };
  const { on, off } = await withoutAccess(federation, (open) => byTurns({ url: state.url, pids: Object.values(own) }, open, asked, ROUNDS));
  const { perSecond, cpuMs, databaseCpuMs, lessPercent } = figuresOf({ on, off });
  const table = [
    formatTable([[`profiles, ${CONNECTIONS} connections`, 'a second', 'least', 'most', 'CPU ms each', 'of the database'], row('everything on', on), row('access and ledger off', off)]),
    `${lessPercent.toFixed(1)} % fewer a second with everything on.\n${FOOTNOTE}`,
    formatTable([['access, ms', 'figure'], ['one decision, p95', decision.toFixed(4)], [`grants of ${IDS} children in one request`, grants.toFixed(1)]]),
  ].join('\n\n');
  return { table, figures: { perSecond, cpuMs, databaseCpuMs, lessPercent, decisionP95Ms: decision, grantsMs: grants, rounds: ROUNDS } };
}

/** What access and ledger cost: the unified profile with them and without, by turns, on the same databases. */
export async function run(): Promise<BenchmarkResult> {
  const result = await withThrowawayFederation((line) => void process.stderr.write(`${line}\n`), measure, { environment: PATIENT });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
