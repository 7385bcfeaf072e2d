import path from 'node:path';
import { isSubgraphName, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { variableName, type Environment } from '../../subgraphs/shared/environment.js';
import { gatewayEnvironment, subgraphEnvironment } from '../../local/service-environments.js';
import type { ThrowawayFederation } from '../../local/throwaway-federation.js';
import { Balancer } from './balancer.js';
import { Instance } from './instance.js';

/** Two instances of one service behind a balancer. */
export interface Twins {
  readonly name: SubgraphName | 'gateway';
  readonly balancer: Balancer;
  readonly instances: readonly Instance[];
}

/** Deadlines that a small machine does not miss because it starts processes meanwhile: for scenarios that ask whether requests fail, and not how long they take. */
export const UNHURRIED: Environment = { SUBGRAPH_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '60000', LEDGER_PATIENCE_MS: '15000', CONNECTION_PATIENCE_MS: '15000', STATEMENT_PATIENCE_MS: '20000' };

/** Free ports, and a drain that is long enough for every connection in use to be used once more. */
const COMMON: Environment = { PORT: '0', METRICS_PORT: '0', DRAIN_DELAY_MS: '2500', DRAIN_LIMIT_MS: '30000' };

/** Starts two instances of a service beside the one that the federation has. `extra` is told to them besides. */
export async function startTwins(federation: ThrowawayFederation, name: Twins['name'], extra: Environment = {}): Promise<Twins> {
  const { settings, folder } = federation;
  const [entry, own] = isSubgraphName(name) ? [`subgraphs/${name}/main.js`, subgraphEnvironment(settings, name)] : ['gateway/main.js', gatewayEnvironment(settings)];
  const environment = { ...own, ...COMMON, ...extra };
  const instances = await Promise.all(['1', '2'].map((number) => Instance.start({ name: `${name} ${number}`, entry, environment, logFile: path.join(folder, 'logs', `${name}-${number}.log`) })));
  const balancer = await Balancer.before(() => instances.map(({ url }) => url));
  return { name, balancer, instances };
}

/** Tells a gateway to find these subgraphs behind their balancers. */
export const behindBalancers = (twins: readonly Twins[]): Environment =>
  Object.fromEntries(twins.map(({ name, balancer }) => [`SUBGRAPH_${variableName(name as SubgraphName)}_URL`, balancer.url]));

export async function stopTwins(twins: readonly Twins[]): Promise<void> {
  await Promise.all(twins.map(({ balancer }) => balancer.close()));
  await Promise.all(twins.flatMap(({ instances }) => instances.map((instance) => instance.stop())));
}
