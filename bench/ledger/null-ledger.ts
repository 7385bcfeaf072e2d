import { Ledger } from '../../subgraphs/shared/ledger/ledger.js';
import type { Settle } from '../../subgraphs/shared/ledger/write-ledger.js';

/** What a request would cost if nobody kept anything. */
export class NullLedger extends Ledger {
  override record(): Promise<void> {
    return Promise.resolve();
  }

  override recordIn(): Promise<Settle> {
    return Promise.resolve(() => undefined);
  }
}
