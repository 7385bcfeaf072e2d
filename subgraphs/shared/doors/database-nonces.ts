import { Pool } from 'pg';
import type { Clock } from '../clock.js';
import { clientError } from '../errors.js';
import type { NonceBook } from './nonces.js';

/** A call that waits for its nonce to be written. */
interface Waiting {
  readonly nonce: string;
  readonly expiresAt: number;
  readonly settle: (taken: boolean) => void;
  readonly fail: (error: unknown) => void;
}

/** Longest statement; what comes meanwhile goes with the next one. */
const MAX_BATCH = 1_000;

/** The gateway does not wait for an answer any longer than this. */
const TIMEOUT_MS = 1_500;

const SWEEP_EVERY_MS = 10_000;

/** Kept beyond expiry, because another instance's clock may be behind ours and its door still open. */
const KEPT_MS = 60_000;

const TAKE = `
  insert into door_nonce (nonce, expires_at)
  select nonce, to_timestamp(expires_at / 1000.0) from unnest($1::uuid[], $2::float8[]) as taken (nonce, expires_at) order by nonce
  on conflict do nothing
  returning nonce::text`;

/**
 * The nonces of a subgraph, in its own database: what one instance has let in the others refuse, and so does one that
 * was started again. Calls that come together are written together, one statement at a time, on a connection that waits
 * behind nobody's reads. A replay has to be refused before anything is done, so this is no place for a cache.
 */
export class DatabaseNonces implements NonceBook {
  readonly #pool: Pool;
  readonly #waiting: Waiting[] = [];
  #writing = false;
  #sweptAt: number;

  constructor(url: string, private readonly clock: Clock) {
    this.#pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS, application_name: 'balagraph-door' });
    // An idle connection that is cut leaves the pool by itself; the next call opens another.
    this.#pool.on('error', () => undefined);
    this.#sweptAt = clock.now().getTime();
  }

  take(nonce: string, expiresAt: number): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    this.#waiting.push({ nonce, expiresAt, settle: resolve, fail: reject });
    if (!this.#writing) void this.#writeAll();
    return promise;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, MAX_BATCH));
    this.#writing = false;
    await this.#sweep();
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const { rows } = await this.#pool.query<{ nonce: string }>({ name: 'nonce-take', text: TAKE, values: [batch.map(({ nonce }) => nonce), batch.map(({ expiresAt }) => expiresAt)] });
      const written = new Set(rows.map(({ nonce }) => nonce));
      for (const { nonce, settle } of batch) settle(written.delete(nonce));
    } catch (cause) {
      // Not known is not taken: whether the statement was carried out before the connection broke nobody can say.
      const error = clientError('UNAVAILABLE', 'This part of the graph cannot be reached at the moment.');
      error.cause = cause;
      for (const { fail } of batch) fail(error);
    }
  }

  /** A sweep that fails (two instances at once may be in each other's way) is made up for by the next. */
  async #sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.#sweptAt < SWEEP_EVERY_MS) return;
    this.#sweptAt = now;
    await this.#pool.query('delete from door_nonce where expires_at < to_timestamp($1 / 1000.0)', [now - KEPT_MS]).catch(() => undefined);
  }
}
