import type { Viewer } from '../access/viewer.js';
import type { Purpose } from '../access/purposes.js';
import type { Clock } from '../clock.js';
import type { Door } from './entry.js';
import { AccessJournal } from './journal.js';
import type { Ledger } from './ledger.js';
import { reasonOf } from './refusal-reason.js';

/** What a request is let in as. */
interface Admitted {
  readonly viewer: Viewer | null;
  readonly purpose: Purpose | null;
  readonly caseNumber: string | null;
  readonly correlationId: string;
}

/** Sees one request in and out: nothing leaves before it is in the ledger, be it an answer or a refusal. */
export class Reception {
  #viewer: Viewer | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly door: Door,
    private readonly clock: Clock,
    /** Of the request, for as long as nobody has vouched for another. */
    private readonly correlationId: string,
  ) {}

  /** Lets a request in by whatever its door asks; who is refused is recorded, as far as they are known by then. */
  async admit<A>(knock: (known: (viewer: Viewer) => void) => Promise<A>): Promise<A> {
    try {
      return await knock((viewer) => (this.#viewer = viewer));
    } catch (error) {
      await this.#refused(error);
      throw error;
    }
  }

  /**
   * The answer of some work, once all that it notes in the journal is recorded; rejects with `UNAVAILABLE` when that fails.
   * A refusal of the whole that the work throws is recorded before it goes on.
   */
  async answer<T>({ viewer, purpose, caseNumber, correlationId }: Admitted, work: (journal: AccessJournal) => Promise<T>): Promise<T> {
    const journal = new AccessJournal({ viewer, purpose, caseNumber, correlationId, door: this.door });
    const answer = await work(journal).catch(async (error: unknown) => {
      await this.#refused(error, journal);
      throw error;
    });
    await this.#record(journal);
    return answer;
  }

  async #refused(error: unknown, journal = new AccessJournal({ viewer: this.#viewer, purpose: null, caseNumber: null, correlationId: this.correlationId, door: this.door })): Promise<void> {
    const reason = reasonOf(error);
    if (reason === null) return;
    journal.nobody.note('REFUSED', null, reason);
    await this.#record(journal);
  }

  async #record(journal: AccessJournal): Promise<void> {
    await this.ledger.record(await journal.entries(this.clock.now().getTime()));
  }
}
