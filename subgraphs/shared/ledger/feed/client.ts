import type { Clock } from '../../clock.js';
import type { DatabaseName } from '../../database/roles.js';
import type { FeedSource } from '../../environment.js';
import { FeedClient } from '../../feeds/client.js';
import { PageRefused, signedLines } from '../../feeds/page.js';
import type { Pull } from '../../feeds/request.js';
import { endsIn, formatPosition, LEDGER_FEED, LEDGER_PAGE, LEDGER_READER, recordsIn, type EndsPage, type LedgerPosition, type RecordsPage } from './contract.js';
import type { LedgerSource } from './reader.js';

/** A ledger read from the process that keeps it. Its methods throw `NoPage`. */
export class LedgerClient implements LedgerSource {
  readonly #client: FeedClient;

  constructor(owner: DatabaseName, source: FeedSource, clock: Clock) {
    this.#client = new FeedClient(owner, LEDGER_READER, source, clock);
  }

  ends(after: number, abort: AbortSignal): Promise<EndsPage> {
    return this.#read({ kind: 'ends', after }, abort, endsIn);
  }

  records(chain: number, seq: number, abort: AbortSignal): Promise<RecordsPage> {
    return this.#read({ kind: 'records', chain, seq }, abort, recordsIn);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #read<T>(position: LedgerPosition, abort: AbortSignal, understand: (lines: readonly unknown[]) => T | null): Promise<T> {
    return this.#client.read({ feed: LEDGER_FEED, after: formatPosition(position), parked: [] }, abort, LEDGER_PAGE, (key: string, pull: Pull, text: string) => {
      const page = understand(signedLines(key, pull, text));
      if (page === null) throw new PageRefused('PAGE_MALFORMED');
      return page;
    });
  }
}
