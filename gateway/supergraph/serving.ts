import { createApolloServers, type ApolloParts, type ApolloServers } from '../apollo.js';
import { GUARDED, OperationExecutor } from '../executor.js';
import { loadGraph } from '../schema/graph.js';
import type { Told } from '../told.js';
import type { HeldClients, SubgraphClients } from '../upstream/clients.js';
import { Here } from '../vetting/here.js';
import { Threads, type ThreadSettings } from '../vetting/threads.js';
import { Vetting } from '../vetting/vetting.js';
import type { SupergraphText } from './file.js';

/** What requests are answered from whatever the supergraph is. */
export interface ServingParts extends Pick<ApolloParts, 'http' | 'observer'> {
  readonly clients: SubgraphClients;
  readonly told: Told;
  /** Null where documents are worked on in this thread. */
  readonly threads: ThreadSettings | null | undefined;
}

/** Everything that hangs on one supergraph. A request that begins on it ends on it. */
export class Serving {
  #requests = 0;
  #retired: (() => void) | null = null;
  readonly #ended = Promise.withResolvers<void>();

  private constructor(
    readonly hash: string,
    readonly apollo: ApolloServers,
    readonly executor: OperationExecutor,
    readonly vetting: Vetting,
    readonly held: HeldClients,
  ) {}

  /** Checks a supergraph and makes it ready to serve. Rejects when it cannot be served here: `EnvironmentError`, or what the planner says. */
  static async open({ sdl, hash }: SupergraphText, { clients, told, threads: settings, http, observer }: ServingParts): Promise<Serving> {
    const graph = loadGraph(sdl);
    const held = clients.hold(graph.ownership.urls);
    const threads = settings === null ? new Here(graph) : new Threads(sdl, told.log, settings);
    const vetting = new Vetting(threads, told.metrics.vetted);
    try {
      const executor = new OperationExecutor(graph, held.clients, told, GUARDED, vetting);
      const [apollo] = await Promise.all([createApolloServers({ http, graph, executor, vetting, observer }), threads.start()]);
      return new Serving(hash, apollo, executor, vetting, held);
    } catch (error) {
      await vetting.close();
      held.release();
      throw error;
    }
  }

  /** Whether it takes no more requests. */
  get retired(): boolean {
    return this.#retired !== null;
  }

  /** Does the work of one request. */
  async serve<T>(work: (apollo: ApolloServers) => Promise<T>): Promise<T> {
    this.#requests += 1;
    try {
      return await work(this.apollo);
    } finally {
      this.#requests -= 1;
      if (this.#requests === 0) this.#retired?.();
    }
  }

  /** Stops once the last request has ended; to be called once no more come. Resolves then. */
  retire(): Promise<void> {
    if (this.#retired === null) {
      this.#retired = () => this.#ended.resolve(this.#stop());
      if (this.#requests === 0) this.#retired();
    }
    return this.#ended.promise;
  }

  async #stop(): Promise<void> {
    await this.apollo.stop();
    await this.vetting.close();
    this.held.release();
  }
}
