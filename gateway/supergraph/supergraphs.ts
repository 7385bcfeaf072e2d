import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { ApolloServers } from '../apollo.js';
import type { GatewayMetrics } from '../metrics.js';
import { SupergraphFile, readText, type SupergraphText } from './file.js';
import { rehearse } from './rehearsal.js';
import { Serving, type ServingParts } from './serving.js';

/** How long a new supergraph is rehearsed before it is swapped in; what is left then is rehearsed afterwards. */
const REHEARSAL_MS = 3_000;

export interface SupergraphsOptions {
  /** Path of the supergraph SDL. */
  readonly file: string;
  /** Pause between two looks at the file; 0 looks at it only when told to. */
  readonly pollMs: number;
  readonly parts: ServingParts;
  readonly log: FastifyBaseLogger;
  readonly metrics: GatewayMetrics;
  /** Whether a supergraph has everything that depends on one: rejects, or resolves to what puts that in its place. */
  readonly fits: (serving: Serving) => Promise<() => void>;
  /** Hears of each supergraph that is served from now on. */
  readonly served: (serving: Serving) => void;
}

/**
 * The supergraph that is served, and the next one. A new file is checked as at the start, rehearsed and put in the place of the
 * one before, which goes when its last request has ended; a file that cannot be served changes nothing.
 */
export class Supergraphs {
  readonly #file: SupergraphFile;
  /** Supergraphs that were replaced and still have requests. */
  readonly #leaving = new Set<Promise<void>>();
  #current: Serving;
  /** What of the file was refused last: it is told once. */
  #refused: string | null = null;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  readonly #closing = Promise.withResolvers<void>();

  private constructor(first: Serving, private readonly options: SupergraphsOptions) {
    this.#file = new SupergraphFile(options.file);
    this.#current = first;
  }

  /** Serves the file as it is. Rejects when it cannot be served. */
  static async open(options: SupergraphsOptions): Promise<Supergraphs> {
    return new Supergraphs(await Serving.open(readText(options.file), options.parts), options);
  }

  /** What is served at the moment. */
  get current(): Serving {
    return this.#current;
  }

  /** See `SupergraphText`. */
  get hash(): string {
    return this.#current.hash;
  }

  /** Looks at the file from time to time. */
  start(): void {
    this.options.served(this.#current);
    this.#schedule();
  }

  /** Answers one request from the supergraph of the moment; it ends on that one whatever comes meanwhile. */
  serve<T>(work: (apollo: ApolloServers) => Promise<T>): Promise<T> {
    return this.#current.serve(work);
  }

  /** Looks at the file now, also when it seems to be what it was. Resolves when what it holds is served or refused. */
  reload(): Promise<void> {
    this.#refused = null;
    return this.#look();
  }

  /** After the last request. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#closing.resolve();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all([...this.#leaving, this.#current.retire()]);
  }

  #schedule(): void {
    const { pollMs } = this.options;
    if (pollMs === 0 || this.#closed) return;
    this.#timer = setTimeout(() => void this.#poll(), pollMs).unref();
  }

  async #poll(): Promise<void> {
    if (await this.#file.changed()) await this.#look();
    this.#schedule();
  }

  /** One look at a time. */
  #look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#take());
    return this.#looking;
  }

  /** Never rejects. */
  async #take(): Promise<void> {
    let hash = 'unreadable';
    try {
      const text = await this.#file.settled();
      hash = text.hash;
      if (this.#closed || hash === this.#refused) return;
      if (hash !== this.#current.hash) await this.#swap(text);
      this.#refused = null;
    } catch (error) {
      this.#refuse(hash, error);
    }
  }

  async #swap(text: SupergraphText): Promise<void> {
    const before = this.#current;
    const { next, put } = await this.#open(text);
    const rehearsed = rehearse(before, next).catch((error: unknown) => this.options.log.warn({ err: error, supergraph: next.hash }, 'operations could not be prepared for the new supergraph'));
    await Promise.race([rehearsed, delay(REHEARSAL_MS, undefined, { ref: false }), this.#closing.promise]);
    this.#current = next;
    put();
    this.options.served(next);
    this.options.metrics.reloaded('SWAPPED');
    this.options.log.info({ supergraph: next.hash, before: before.hash }, 'a new supergraph is served');
    const left = before.retire().finally(() => this.#leaving.delete(left));
    this.#leaving.add(left);
  }

  async #open(text: SupergraphText): Promise<{ readonly next: Serving; readonly put: () => void }> {
    const next = await Serving.open(text, this.options.parts);
    try {
      return { next, put: await this.options.fits(next) };
    } catch (error) {
      await next.retire();
      throw error;
    }
  }

  #refuse(hash: string, error: unknown): void {
    if (hash === this.#refused) return;
    this.#refused = hash;
    this.options.metrics.reloaded('REFUSED');
    this.options.log.error({ supergraph: hash, reason: reasonOf(error), serving: this.#current.hash }, 'the new supergraph is refused, the one before keeps serving');
  }
}

const LONGEST_REASON = 300;

/** A supergraph holds nothing of anybody's: what is wrong with it may be told as it is, in one line. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, LONGEST_REASON);
