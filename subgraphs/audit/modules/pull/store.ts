import type { EntityManager } from '@mikro-orm/postgresql';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { IIN_SEALED } from '../../../shared/feeds/replaced.js';
import type { RecordsPage } from '../../../shared/ledger/feed/contract.js';
import type { LedgerKey } from '../../../shared/ledger/ledger-key.js';
import { raiseOfficialAlerts } from '../alert/official-alerts.js';
import { addVisits } from '../visit/visit.repository.js';
import { PageReading } from '../visit/visits-of-page.js';
import { addChain, lockChain, moveEnd, stopChain } from './chain.repository.js';
import { keepNamed } from './named.repository.js';
import { checkPage, isGenuine, type Fault } from './page-check.js';
import { addRecords } from './record.repository.js';
import type { PullDatabase } from './turns.js';

/** What storing a page needs to know of the source, and of audit itself. */
export interface StoreOptions {
  readonly database: PullDatabase;
  readonly source: number;
  /** The key that the source chains its records with. */
  readonly key: LedgerKey;
  /** Audit's own, for pseudonyms. */
  readonly ownKey: LedgerKey;
}

/** A page that was read behind `seq` of a chain. */
export interface ReadPage extends RecordsPage {
  readonly chain: number;
  readonly seq: number;
  /** When the page was asked for, by the database's clock. */
  readonly askedAt: string;
}

/**
 * What became of a page: `STORED`, with how many records; `PASSED`, because another instance was there first or because the
 * page may name somebody by an IIN that was sealed meanwhile; `FORGED`, because the chain's beginning was not written with the
 * key; `FAULT`, with the record that is not as it was written.
 */
export type Stored = { readonly kind: 'STORED'; readonly records: number } | { readonly kind: 'PASSED' } | { readonly kind: 'FORGED' } | { readonly kind: 'FAULT'; readonly fault: Fault };

const PASSED: Stored = { kind: 'PASSED' };

/**
 * Whether a replacement was sealed since the page was read. The row is held, so that none is applied before the page is
 * stored: what is stored before it is moved with the rest.
 */
async function isOutdated(em: EntityManager, askedAt: string): Promise<boolean> {
  await em.execute('select 1 from feed_cursor where feed = ? for share', [LIFE_EVENTS.name]);
  const rows = await em.execute<unknown[]>(`select 1 from inbox where type = '${IIN_SEALED}' and received_at >= ?::timestamptz limit 1`, [askedAt]);
  return rows.length > 0;
}

/** Records, what they name and how far the chain has come, in one transaction; a page that comes twice is stored once. */
export function storePage({ database, source, key, ownKey }: StoreOptions, page: ReadPage): Promise<Stored> {
  return database.feeds(async (em) => {
    if (await isOutdated(em, page.askedAt)) return PASSED;
    if (page.beginning !== null) {
      if (!isGenuine(key, page.chain, page.beginning)) return { kind: 'FORGED' };
      await addChain(em, source, page.chain, page.beginning);
    }
    const chain = await lockChain(em, source, page.chain);
    if (chain === null || chain.fault !== null || chain.seq !== page.seq) return PASSED;
    const { records, end, fault } = checkPage(key, chain, page);
    const people = await keepNamed(em, source, page.named);
    await addRecords(em, source, page.chain, records);
    const visits = new PageReading(ownKey, { source, chain: page.chain }, page.named, people).visits(records);
    await addVisits(em, visits);
    await raiseOfficialAlerts(em, visits);
    await moveEnd(em, source, end);
    if (fault === null) return { kind: 'STORED', records: records.length };
    await stopChain(em, source, page.chain, fault);
    return { kind: 'FAULT', fault };
  });
}

/** The database's clock, by which events of feeds are received. */
export async function databaseNow(database: PullDatabase): Promise<string> {
  const [row] = await database.feeds((em) => em.execute<{ now: string }[]>('select clock_timestamp()::text as now'));
  return row?.now ?? '';
}
