import type { FastifyBaseLogger } from 'fastify';
import type { DatabaseName } from '../../../shared/database/roles.js';
import { isPassing } from '../../../shared/database/passing.js';
import { NoPage } from '../../../shared/feeds/client.js';
import { Puller, TOUCH_MS } from '../../../shared/feeds/puller.js';
import type { StatedEnd } from '../../../shared/ledger/feed/contract.js';
import type { LedgerSource } from '../../../shared/ledger/feed/reader.js';
import { addUnbelieved, chainsBehind, countFaults, noteSource, settledUpTo, stopChain, type KnownChain } from './chain.repository.js';
import type { Fault } from './page-check.js';
import { databaseNow, storePage, type StoreOptions } from './store.js';

export interface LedgerConsumerOptions extends StoreOptions {
  readonly name: DatabaseName;
  readonly from: LedgerSource;
  /** Pause between two rounds when there is nothing new, milliseconds. */
  readonly intervalMs: number;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

/** How far the copy of one ledger is behind. */
export interface LedgerLag {
  readonly source: DatabaseName;
  /** Records that the source has and audit does not, as the last round saw it. */
  readonly records: number;
  /** Seconds since there was nothing left to read. */
  readonly seconds: number;
  /** Chains that stand still because something is wrong with them. */
  readonly faults: number;
}

/** Chains that have not grown for so long are looked at in every so manieth round only. */
const SETTLED_HOURS = 24;
const FULL_ROUND_MS = 600_000;

/** What is wrong with an end that a source names, given how far the chain was pulled; null when it goes on from there. */
export function faultOf(known: KnownChain | undefined, end: StatedEnd | undefined): Fault | null {
  if (known === undefined) return null;
  if (end === undefined) return { seq: 1, what: 'its whole chain is gone' };
  if (end.genesis !== known.genesis.toString('hex')) return { seq: 1, what: 'its chain has another beginning than it had' };
  if (end.seq < known.seq) return { seq: end.seq + 1, what: `it is gone: the chain had ${known.seq} records` };
  if (end.seq === known.seq && end.hash !== known.hash.toString('hex')) return { seq: Math.max(1, known.seq), what: 'it is not the one that was pulled' };
  return null;
}

/**
 * Pulls the ledger of one source, chain by chain, and verifies it as it arrives. Everything about where it stands is in the
 * database, so that it can be killed at any moment and several instances may pull the same ledger.
 */
export class LedgerConsumer {
  readonly #puller: Puller;
  #problem: string | null = null;
  #fullAt = -Infinity;
  #touchedAt = -Infinity;
  #caughtUpAt = performance.now();
  #behind = 0;
  #faults = 0;
  /** Whether the round has changed what is known. */
  #moved = false;

  constructor(private readonly options: LedgerConsumerOptions) {
    // A round ends where there is nothing left.
    const pull = async (): Promise<boolean> => {
      await this.pull();
      return false;
    };
    this.#puller = new Puller({ intervalMs: options.intervalMs, pull, failed: (error) => this.#complain(error) });
  }

  start(): void {
    this.#puller.start();
  }

  /** Gives up a page that is on its way and finishes one that is being stored. */
  stop(): Promise<void> {
    return this.#puller.stop();
  }

  lag(): LedgerLag {
    return { source: this.options.name, records: this.#behind, seconds: (performance.now() - this.#caughtUpAt) / 1000, faults: this.#faults };
  }

  /** One round: every chain that has grown is pulled to its end. Throws `NoPage`, or what the database says. */
  async pull(): Promise<void> {
    const { database, source } = this.options;
    const full = performance.now() - this.#fullAt >= FULL_ROUND_MS;
    this.#moved = false;
    let { after, known, faults } = await this.#standing(full);
    for (let more = true; more && !this.#puller.signal.aborted; ) {
      const page = await this.options.from.ends(after, this.#puller.signal);
      const last = page.more ? (page.ends.at(-1)?.chain ?? after) : Infinity;
      await this.#follow(known.filter(({ chain }) => chain <= last), page.ends);
      [after, more] = [last, page.more];
      if (more) known = await database.feeds((em) => chainsBehind(em, source, last));
    }
    if (full) this.#fullAt = performance.now();
    this.#faults = this.#moved ? await database.feeds((em) => countFaults(em, source)) : faults;
    await this.#caughtUp();
  }

  /**
   * What is known of the source, in one transaction: every second nothing else is asked while nothing happens. It is read before the
   * ends: what is known by then the source must have.
   */
  #standing(full: boolean): Promise<{ readonly after: number; readonly known: readonly KnownChain[]; readonly faults: number }> {
    const { database, source } = this.options;
    return database.feeds(async (em) => {
      const after = full ? 0 : await settledUpTo(em, source, SETTLED_HOURS);
      return { after, known: await chainsBehind(em, source, after), faults: await countFaults(em, source) };
    });
  }

  /** Pulls what has grown of some chains. */
  async #follow(known: readonly KnownChain[], ends: readonly StatedEnd[]): Promise<void> {
    const [knownById, endsById] = [new Map(known.map((chain) => [chain.chain, chain])), new Map(ends.map((end) => [end.chain, end]))];
    this.#behind = ends.reduce((sum, { chain, seq }) => sum + Math.max(0, seq - (knownById.get(chain)?.seq ?? 0)), 0);
    for (const chain of new Set([...knownById.keys(), ...endsById.keys()])) await this.#followOne(chain, knownById.get(chain), endsById.get(chain));
  }

  async #followOne(chain: number, known: KnownChain | undefined, end: StatedEnd | undefined): Promise<void> {
    if (known !== undefined && known.fault !== null) return;
    const fault = faultOf(known, end);
    const grown = end !== undefined && (known === undefined || end.seq > known.seq);
    this.#moved ||= fault !== null || grown;
    if (fault !== null) return this.#stand(chain, fault);
    if (grown) await this.#pullChain(end, known?.seq ?? 0);
  }

  async #pullChain(end: StatedEnd, from: number): Promise<void> {
    const { chain } = end;
    for (let seq = from; seq < end.seq && !this.#puller.signal.aborted; ) {
      const askedAt = await databaseNow(this.options.database);
      const page = await this.options.from.records(chain, seq, this.#puller.signal);
      if (seq === 0 && page.beginning === null) return this.#disbelieve(end, 'the beginning of its chain is gone');
      const stored = await storePage(this.options, { ...page, chain, seq, askedAt });
      if (stored.kind === 'FAULT') return this.#warn(chain, stored.fault);
      if (stored.kind === 'PASSED') return;
      if (stored.kind === 'FORGED') return this.#disbelieve(end, 'the beginning of its chain was edited, or written without the key');
      if (stored.records === 0) return this.#stand(chain, { seq: seq + 1, what: 'it is gone' });
      seq += stored.records;
      this.#behind -= stored.records;
    }
  }

  async #disbelieve(end: StatedEnd, what: string): Promise<void> {
    const { database, source } = this.options;
    await database.feeds((em) => addUnbelieved(em, source, end));
    return this.#stand(end.chain, { seq: 1, what });
  }

  async #stand(chain: number, fault: Fault): Promise<void> {
    const { database, source } = this.options;
    await database.feeds((em) => stopChain(em, source, chain, fault));
    this.#warn(chain, fault);
  }

  #warn(chain: number, { seq, what }: Fault): void {
    this.options.log.error({ source: this.options.name, chain, record: seq, what }, 'a ledger is not what it was');
  }

  async #caughtUp(): Promise<void> {
    const { database, source, name, log } = this.options;
    this.#caughtUpAt = performance.now();
    if (this.#problem === null && performance.now() - this.#touchedAt < TOUCH_MS) return;
    await database.feeds((em) => noteSource(em, source, true, null));
    this.#touchedAt = performance.now();
    if (this.#problem !== null) log.info({ source: name }, 'ledger is pulled again');
    this.#problem = null;
  }

  /** Says once what is wrong, in the log and where auditors find it. */
  async #complain(error: unknown): Promise<void> {
    const { database, source, name, log } = this.options;
    const problem = error instanceof NoPage ? error.problem : isPassing(error) ? 'DATABASE' : 'FAILED';
    if (problem === this.#problem) return;
    this.#problem = problem;
    log.warn({ source: name, problem, ...(error instanceof NoPage ? {} : { err: error }) }, 'ledger cannot be pulled; trying again');
    try {
      await database.feeds((em) => noteSource(em, source, false, problem));
    } catch {
      // A database that cannot be reached says so by itself.
    }
  }
}
