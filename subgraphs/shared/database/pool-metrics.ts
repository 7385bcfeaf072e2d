import type { MikroORM } from '@mikro-orm/postgresql';
import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** The part of `pg`'s pool that is looked at. */
interface PoolCounts {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly options: { readonly max?: number | undefined };
}

const SEEN: readonly (readonly [name: string, help: string, value: (pool: PoolCounts) => number])[] = [
  ['in_use_connections', 'Connections to the database that work for a request.', ({ totalCount, idleCount }) => totalCount - idleCount],
  ['idle_connections', 'Connections to the database that are open and wait for work.', ({ idleCount }) => idleCount],
  ['waiting_requests', 'Pieces of work that wait for a connection: more than none for long is a pool that is too small.', ({ waitingCount }) => waitingCount],
  ['max_connections', 'Connections that the pool may open.', ({ options }) => options.max ?? 0],
];

/** How the pools of a process are used, by name of the pool. */
export function observePools(metrics: Metrics, pools: Readonly<Record<string, MikroORM>>): void {
  for (const [name, help, value] of SEEN) {
    const gauge = new Gauge({
      name: `balagraph_database_pool_${name}`,
      help,
      labelNames: ['pool'],
      registers: [metrics],
      collect: async () => {
        for (const [pool, orm] of Object.entries(pools)) gauge.set({ pool }, value(await orm.em.getConnection().getNativeClient()));
      },
    });
  }
}
