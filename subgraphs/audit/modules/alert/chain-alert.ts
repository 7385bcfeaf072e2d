import type { EntityManager } from '@mikro-orm/postgresql';

const RAISE = `
  insert into access_alert (kind, source, chain, record, what, count, window_from, first_seen, last_seen, correlations)
  values ('CHAIN', ?, ?, ?, ?, 1, clock_timestamp(), clock_timestamp(), clock_timestamp(), '{}')
  on conflict (kind, source, chain, record) where pseudonym is null do update set last_seen = excluded.last_seen, count = access_alert.count + 1`;

/** Tells operators that a source's chain is not what it was, or does not verify. */
export const raiseChainAlert = (em: EntityManager, source: number, chain: number, { seq, what }: { readonly seq: number; readonly what: string }): Promise<unknown> =>
  em.execute(RAISE, [source, chain, seq, what]);
