import path from 'node:path';
import fc from 'fast-check';
import { StartFailure } from '../local/failure.js';
import { credentialsOf, requestToken } from '../local/issuer/request-token.js';
import { readIssuerSecrets } from '../local/issuer/secrets.js';
import { formatTable } from '../local/table.js';
import { withThrowawayFederation, type ThrowawayFederation } from '../local/throwaway-federation.js';
import type { SoakResult } from './scenario.js';
import { adminUrl } from './support/admin.js';
import { CivilRegister, type Answer, type Input } from './support/civil-register.js';
import { liveThrough, missingIn, sequences, type Met } from './support/sequences/sequence.js';

export const usualSeconds = 120;

/** Sequences between two looks at the clock. */
const AT_ONCE = 5;

/** Of so many, one in twenty of which meets what is rarest, everything is expected to be met. */
const ENOUGH = 120;

/** The registry of a federation, at the ministry's own door. */
class RunningRegister extends CivilRegister<never> {
  readonly #url: string;

  private constructor(federation: ThrowawayFederation, private readonly token: string) {
    super(adminUrl(federation, 'registry'));
    this.#url = `${federation.state.subgraphs.registry ?? ''}/graphql`;
  }

  static async of(federation: ThrowawayFederation): Promise<RunningRegister> {
    const credentials = credentialsOf(readIssuerSecrets(path.join(federation.folder, 'issuer.json')));
    return new RunningRegister(federation, await requestToken(federation.state.issuer, credentials, { role: 'ministry:registry', regions: ['*'] }));
  }

  protected override async send(query: string, variables: Input): Promise<Answer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}`, 'x-purpose': 'CIVIL_REGISTRATION' };
    const response = await fetch(this.#url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
    const { data, errors = [] } = (await response.json()) as Partial<Answer>;
    return { data, errors };
  }
}

/** Why one of some sequences failed; null when all held. It is not made smaller: a register with a contradiction in it fails every other. */
async function contradictionIn(register: RunningRegister, seed: number, met: Met): Promise<string | null> {
  const details = await fc.check(fc.asyncProperty(sequences, (events) => liveThrough(register, events, met)), { numRuns: AT_ONCE, seed, endOnFailure: true });
  return details.failed ? (fc.defaultReportMessage(details) ?? 'failed') : null;
}

async function soak(federation: ThrowawayFederation, seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}`);
  const register = await RunningRegister.of(federation);
  const met: Met = new Map();
  const until = performance.now() + seconds * 1000;
  let [rounds, contradiction] = [0, null as string | null];
  for (; contradiction === null && performance.now() < until; rounds += 1) contradiction = await contradictionIn(register, seed + rounds, met);
  await register.close();
  const lived = rounds * AT_ONCE;
  const missing = lived < ENOUGH ? [] : missingIn(met);
  const failures = [...(contradiction === null ? [] : [contradiction]), ...missing.map((kind) => `no sequence met ${kind}`)];
  const figures = { seed, sequences: lived, events: [...met.values()].reduce((a, b) => a + b, 0) };
  return { table: formatTable([['change or refusal', 'met'], ...[...met].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, times]) => [kind, String(times)])]), figures, failures };
}

/** Events of families' lives, right or wrong, in whatever order: the register contradicts neither itself nor what it told the programmes. */
export async function run(seconds: number, report: (line: string) => void): Promise<SoakResult> {
  const result = await withThrowawayFederation(report, (federation) => soak(federation, seconds, report), { subgraphs: ['registry'], children: 1 });
  if (result === undefined) throw new StartFailure('Stopped before it was ready.');
  return result;
}
