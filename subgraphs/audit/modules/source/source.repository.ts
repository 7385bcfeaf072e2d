import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';

export interface SourceRow {
  readonly source: number;
  readonly chains: number;
  readonly records: string;
  /** ISO 8601, UTC. */
  readonly caughtUpAt: string | null;
  readonly problem: string | null;
}

export interface FaultRow {
  readonly source: number;
  readonly chain: number;
  readonly record: number;
  readonly what: string;
  readonly noticedAt: string;
}

const MOST_FAULTS = 100;

/** Every source that was ever pulled, or tried to be. */
export const listSources = (em: EntityManager): Promise<SourceRow[]> =>
  em.execute<SourceRow[]>(
    `select s.source, count(c.chain)::int as chains, coalesce(sum(c.seq), 0)::text as records, ${instant('s.caught_up_at')} as "caughtUpAt", s.problem
       from ledger_source s left join source_chain c on c.source = s.source group by s.source order by s.source`);

export const listFaults = (em: EntityManager): Promise<FaultRow[]> =>
  em.execute<FaultRow[]>(
    `select source, chain, fault_seq as record, fault as what, ${instant('fault_at')} as "noticedAt" from source_chain where fault is not null order by source, chain limit ${MOST_FAULTS}`);
