import { loadModule } from '../local/bootstrap/subgraph-modules.js';
import { subgraphEnvironment } from '../local/service-environments.js';
import type { ThrowawayFederation } from '../local/throwaway-federation.js';
import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import { readSubgraphEnvironment, UNATTENDED, type SubgraphEnvironment } from '../subgraphs/shared/environment.js';
import type { SubgraphHandle, SubgraphSeams } from '../subgraphs/shared/server.js';

/** A process of a subgraph whose statements are heard. */
export interface HeardInstance {
  readonly url: string;
  /** Reads since the last call: what begins, ends and says who asks is left out. */
  readonly takeReads: () => string[];
}

type Start = (environment: SubgraphEnvironment, seams: SubgraphSeams) => Promise<SubgraphHandle>;

const isRead = (sql: string): boolean => /\b(select|execute)\b/i.test(sql) && !sql.includes('set_config');

/** Works with another instance of a federation's subgraph, that pulls no feeds. */
export async function withHeardInstance<T>(name: SubgraphName, { settings }: ThrowawayFederation, work: (instance: HeardInstance) => Promise<T>): Promise<T> {
  const { start } = (await loadModule(`subgraphs/${name}/server`)) as { start: Start };
  const heard: string[] = [];
  const environment = readSubgraphEnvironment(subgraphEnvironment(settings, name));
  const instance = await start({ ...environment, port: 0, operations: UNATTENDED, logLevel: 'silent', feeds: { ...environment.feeds, sources: {} } }, { onQuery: (sql) => void heard.push(sql) });
  try {
    return await work({ url: instance.url, takeReads: () => heard.splice(0).filter(isRead) });
  } finally {
    await instance.close();
  }
}
