import { Pool } from 'undici';
import type { SubgraphName } from '../access/viewer.js';
import type { Clock } from '../clock.js';
import type { DatabaseName } from '../database/roles.js';
import type { FeedSource } from '../environment.js';
import type { Page } from './apply.js';
import type { CursorProblem } from './outbox.js';
import { PageRefused, readPage, type PageRefusal } from './page.js';
import { PAGE_LIMIT, PARKED_LIMIT, signPull, type Pull } from './request.js';

/** Why there is no page. */
export type PullProblem = 'UNREACHABLE' | 'REFUSED' | 'TOO_LARGE' | 'CURSOR_MALFORMED' | CursorProblem | PageRefusal;

/** Thrown by `FeedClient.pull`. */
export class NoPage extends Error {
  constructor(readonly problem: PullProblem, options?: ErrorOptions) {
    super(problem, options);
  }
}

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 64 * 1024 * 1024;
const CURSOR_PROBLEMS: readonly string[] = ['CURSOR_AHEAD', 'CURSOR_UNKNOWN', 'CURSOR_MALFORMED'];

/** Where a consumer stands. */
export interface Standing {
  readonly feed: string;
  readonly after: string;
  /** Positions that are parked, the lowest first; one more than fits a request when there are more. */
  readonly parked: readonly number[];
}

async function read(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new NoPage('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function problemOf(status: number, text: string): PullProblem {
  if (status !== 409 && status !== 400) return status === 403 || status === 404 ? 'REFUSED' : 'UNREACHABLE';
  const code = CURSOR_PROBLEMS.find((one) => text.includes(`"${one}"`));
  return (code as PullProblem | undefined) ?? 'REFUSED';
}

/** Asks one owner for pages of its feeds, as one consumer. */
export class FeedClient {
  readonly #pool: Pool;
  readonly #path: string;

  constructor(
    private readonly owner: DatabaseName,
    private readonly consumer: SubgraphName,
    private readonly source: FeedSource,
    private readonly clock: Clock,
  ) {
    const { origin, pathname } = new URL(source.url);
    this.#path = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, { connections: 2, connect: { timeout: TIMEOUT_MS } });
  }

  /** The next page; throws `NoPage`. The signal gives it up. */
  pull(standing: Standing, signal: AbortSignal, limit = PAGE_LIMIT): Promise<Page> {
    return this.read(standing, signal, limit, readPage);
  }

  /** The same of a feed whose pages are read in another way: by the key, as whoever asked. */
  async read<T>({ feed, after, parked }: Standing, signal: AbortSignal, limit: number, reader: (key: string, pull: Pull, text: string) => T): Promise<T> {
    const { pull, headers } = signPull(this.source.key, this.clock, {
      owner: this.owner,
      consumer: this.consumer,
      feed,
      after,
      limit,
      parked: parked.slice(0, PARKED_LIMIT),
      unappliedFrom: parked[PARKED_LIMIT] ?? null,
    });
    const text = await this.#get(`${this.#path}/feed/${feed}?after=${after}&limit=${limit}`, headers, signal);
    try {
      return reader(this.source.key, pull, text);
    } catch (error) {
      throw error instanceof PageRefused ? new NoPage(error.code) : error;
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #get(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<string> {
    try {
      const response = await this.#pool.request({ method: 'GET', path, headers, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
      const text = await read(response.body as AsyncIterable<Buffer>);
      if (response.statusCode !== 200) throw new NoPage(problemOf(response.statusCode, text));
      return text;
    } catch (error) {
      throw error instanceof NoPage ? error : new NoPage('UNREACHABLE', { cause: error });
    }
  }
}
