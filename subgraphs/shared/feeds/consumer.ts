import type { FastifyBaseLogger } from 'fastify';
import type { SubgraphName } from '../access/viewer.js';
import { civilDay, type Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { isPassing } from '../database/passing.js';
import { applyPage, type Page } from './apply.js';
import { NoPage, type FeedClient } from './client.js';
import type { Consumption } from './consume.js';
import { parseCursor } from './cursor.js';
import { reasonOf } from './failure.js';
import { countParked, feedState, moveCursor, noteProblem, parkedPositions, type FeedState } from './inbox.js';
import type { FeedLag } from './lag.js';
import { Puller, TOUCH_MS } from './puller.js';
import { PARKED_LIMIT } from './request.js';
import { retryParked } from './retry.js';

/** What pulls one feed. */
export interface ConsumerOptions {
  readonly consumer: SubgraphName;
  readonly consumption: Consumption;
  readonly client: FeedClient;
  readonly database: Database;
  readonly clock: Clock;
  /** Pause between two pulls when there is nothing new, milliseconds. */
  readonly intervalMs: number;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

/**
 * Pulls one feed, page by page, and applies it. Everything about where it stands is in the database, so that it can be killed at any
 * moment and several instances of a subgraph may pull the same feed.
 */
export class FeedConsumer {
  readonly #puller: Puller;
  #problem: string | null = null;
  #touchedAt = 0;
  #lag: { behind: number; caughtUpAt: number | null; parked: number } = { behind: 0, caughtUpAt: null, parked: 0 };
  readonly #since: number;

  constructor(private readonly options: ConsumerOptions) {
    this.#since = options.clock.now().getTime();
    this.#puller = new Puller({ intervalMs: options.intervalMs, pull: () => this.pull(), failed: (error) => this.#complain(error) });
  }

  start(): void {
    this.#puller.start();
  }

  /** Gives up a page that is on its way and finishes one that is being applied. */
  stop(): Promise<void> {
    return this.#puller.stop();
  }

  /** Pulls and applies one page; false when it was the last there is. Throws `NoPage`, or what the database says. */
  async pull(): Promise<boolean> {
    const { consumption, client, database, clock } = this.options;
    const feed = consumption.contract.name;
    const { state, parked } = await database.feeds(async (em) => ({ state: await feedState(em, feed), parked: await parkedPositions(em, feed) }));
    this.#lag.caughtUpAt ??= state.caughtUpAt;
    if (state.retry) return this.#retry();
    const page = await client.pull({ feed, after: state.cursor, parked }, this.#puller.signal);
    const applied = await this.#apply(state, page);
    if (applied) await this.#note(page, parked.length, clock.now().getTime());
    return !applied || page.end.head > (parseCursor(page.end.cursor)?.position ?? 0);
  }

  lag(): FeedLag {
    const { consumption: { contract }, consumer, clock } = this.options;
    const { behind, caughtUpAt, parked } = this.#lag;
    return { feed: contract.name, owner: contract.owner, consumer, events: behind, seconds: Math.max(0, (clock.now().getTime() - (caughtUpAt ?? this.#since)) / 1000), parked };
  }

  async #retry(): Promise<boolean> {
    await retryParked(this.options.database, this.options.consumption);
    return true;
  }

  async #apply({ cursor }: FeedState, page: Page): Promise<boolean> {
    const { consumption, database, clock } = this.options;
    if (page.end.cursor !== cursor) return applyPage(database, consumption, cursor, page, civilDay(clock.now()));
    await this.#touch(page);
    return true;
  }

  /** Nothing new: written down now and then only. */
  async #touch({ end }: Page): Promise<void> {
    const now = performance.now();
    if (this.#problem === null && this.#touchedAt !== 0 && now - this.#touchedAt < TOUCH_MS) return;
    const { consumption, database } = this.options;
    await database.feeds((em) => moveCursor(em, consumption.contract.name, { ...end, position: parseCursor(end.cursor)?.position ?? 0 }));
    this.#touchedAt = now;
  }

  async #note({ events, end }: Page, parkedBefore: number, now: number): Promise<void> {
    const { consumption: { contract }, database, log } = this.options;
    const behind = end.head - (parseCursor(end.cursor)?.position ?? 0);
    const parked = events.length === 0 && parkedBefore <= PARKED_LIMIT ? parkedBefore : await database.feeds((em) => countParked(em, contract.name));
    if (parked > this.#lag.parked) log.error({ feed: contract.name, parked }, 'events of a feed are parked');
    this.#lag = { behind, parked, caughtUpAt: behind === 0 ? now : this.#lag.caughtUpAt };
    if (this.#problem !== null) log.info({ feed: contract.name }, 'feed is pulled again');
    this.#problem = null;
  }

  /** Says once what is wrong, in the log and where `feeds status` finds it. */
  async #complain(error: unknown): Promise<void> {
    const { consumption: { contract }, database, log } = this.options;
    const problem = error instanceof NoPage ? error.problem : isPassing(error) ? 'DATABASE' : reasonOf(error);
    if (problem === this.#problem) return;
    this.#problem = problem;
    log.warn({ feed: contract.name, problem, ...(error instanceof NoPage ? {} : { err: error }) }, 'feed cannot be pulled; trying again');
    try {
      await database.feeds((em) => noteProblem(em, contract.name, problem));
    } catch {
      // A database that cannot be reached says so by itself.
    }
  }
}
