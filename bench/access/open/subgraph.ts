import { GatewayDoor } from '../../../subgraphs/shared/doors/gateway-door.js';
import type { Envelope } from '../../../subgraphs/shared/doors/envelope.js';
import { readSubgraphEnvironment, type SubgraphEnvironment } from '../../../subgraphs/shared/environment.js';
import { runProcess } from '../../../subgraphs/shared/process.js';
import type { SubgraphHandle, SubgraphSeams } from '../../../subgraphs/shared/server.js';
import { NullLedger } from '../../ledger/null-ledger.js';
import { replaceGuards } from './replace.js';

interface Server {
  start(environment: SubgraphEnvironment, seams: SubgraphSeams): Promise<SubgraphHandle>;
}

// For measuring only, in this process only: whoever calls is believed, everything is open, and nothing is kept.
replaceGuards();
GatewayDoor.prototype.open = (encoded) => Promise.resolve(JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Envelope);

const name = process.env.BENCH_SUBGRAPH ?? '';
const server = (await import(new URL(`../../../subgraphs/${name}/server.js`, import.meta.url).href)) as Server;
const environment = { ...readSubgraphEnvironment(), feeds: { sources: {}, consumerKeys: {}, intervalMs: 1_000 } };
await runProcess(name, () => server.start(environment, { openLedger: (options) => new NullLedger(options) }));
