import type { Environment } from '../../../subgraphs/shared/environment.js';
import type { BenchmarkQuery } from '../queries.js';
import type { StaticGraph } from '../graphs/graph.js';

/** What a contender is started with. */
export interface Place {
  readonly graph: StaticGraph;
  /** Of the static subgraphs: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Holds `supergraph.graphql`, `guarded.graphql` (the same with our access rules, where there are any) and `<subgraph>.graphql`; what is written into it goes with it. */
  readonly folder: string;
  /** Where it is to listen; GraphQL is at `/graphql`. */
  readonly port: number;
}

/** A program and its arguments. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Beside that of this process. */
  readonly environment?: Environment;
}

/** A gateway that is measured: one process. */
export interface Contender {
  readonly name: string;
  /** For people. */
  readonly title: string;
  readonly queries: readonly BenchmarkQuery['name'][];
  /** Why it cannot run on this machine; null when it can. */
  missing(): string | null;
  command(place: Place): Command;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}
