import { fork } from 'node:child_process';
import { once } from 'node:events';
import { SUBGRAPHS } from '../../../subgraphs/shared/access/viewer.js';
import { variableName } from '../../../subgraphs/shared/environment.js';
import { builtModule } from '../../../subgraphs/shared/project.js';
import { LEDGER_KEY, type Federation } from './federation.js';

/** The gateway as it is installed: a process of its own. */
export interface BuiltGateway {
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  /** What it has logged. */
  lines(): readonly Record<string, unknown>[];
  /** Stops it in good order; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `dist/gateway/main.js` over the subgraphs of a federation. */
export async function startBuiltGateway(federation: Federation, environment: Record<string, string> = {}, execArgv: readonly string[] = []): Promise<BuiltGateway> {
  const subgraphs = SUBGRAPHS.flatMap((name) => {
    const { key = LEDGER_KEY, url = 'http://127.0.0.1:1' } = federation.subgraphs[name] ?? {};
    return [[`SUBGRAPH_${variableName(name)}_KEY`, key], [`SUBGRAPH_${variableName(name)}_URL`, url]];
  });
  const child = fork(builtModule('gateway/main.js'), [], {
    execArgv: [...execArgv],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      ...(Object.fromEntries(subgraphs) as Record<string, string>),
      PORT: '0',
      SUPERGRAPH: federation.supergraph,
      DATABASE_URL: federation.database.appUrl,
      LEDGER_KEY,
      OIDC_ISSUER: federation.issuer,
      DRAIN_DELAY_MS: '0',
      DRAIN_LIMIT_MS: '5000',
      ...environment,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await Promise.race([once(child, 'message').then(([message]) => (message as { ready: string }).ready), ended.then(() => null)]);
  if (url === null) throw new Error(output);
  return {
    url,
    signal: (signal) => void child.kill(signal),
    lines: () => output.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
