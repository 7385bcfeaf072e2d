import { median } from '../benchmark.js';
import { CONNECTIONS, type Connections, type Measurement } from './measure.js';
import { QUERIES, type BenchmarkQuery } from './queries.js';

type QueryName = BenchmarkQuery['name'];

/** Why a contender was not measured, or not in every round. */
export interface Failure {
  /** Null when it cannot run here at all. */
  readonly query: QueryName | null;
  readonly reason: string;
}

/** What was measured of all contenders, over all rounds, and what could not be. */
export class Results {
  readonly #seen = new Map<string, Measurement[]>();
  readonly #failures = new Map<string, Failure[]>();

  add(contender: string, query: QueryName, measured: ReadonlyMap<Connections, Measurement>): void {
    for (const [connections, one] of measured) {
      const key = keyOf(contender, query, connections);
      this.#seen.set(key, [...(this.#seen.get(key) ?? []), one]);
    }
  }

  fail(contender: string, query: QueryName | null, reason: string): void {
    this.#failures.set(contender, [...this.failuresOf(contender), { query, reason }]);
  }

  failuresOf(contender: string): readonly Failure[] {
    return this.#failures.get(contender) ?? [];
  }

  /** The medians of all rounds; null when it was never measured. */
  median(contender: string, query: QueryName, connections: Connections): Measurement | null {
    const rounds = this.#seen.get(keyOf(contender, query, connections));
    if (rounds === undefined) return null;
    const of = (part: keyof Measurement): number => median(rounds.map((round) => round[part]));
    return {
      requestsPerSecond: of('requestsPerSecond'),
      cpuMsPerRequest: of('cpuMsPerRequest'),
      p50Ms: of('p50Ms'),
      p99Ms: of('p99Ms'),
      rssMiB: of('rssMiB'),
      subgraphCallsPerRequest: of('subgraphCallsPerRequest'),
      othersPercent: of('othersPercent'),
    };
  }
}

const keyOf = (contender: string, query: QueryName, connections: Connections): string => JSON.stringify([contender, query, connections]);

/** Everything that is measured of one contender. */
export const MEASURED: readonly (readonly [BenchmarkQuery, Connections])[] = QUERIES.flatMap((query) => CONNECTIONS.map((connections) => [query, connections] as const));
