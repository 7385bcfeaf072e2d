import { randomUUID } from 'node:crypto';
import type { Dispatcher, Pool } from 'undici';
import { ENVELOPE_LIFETIME_MS, seal } from '../../subgraphs/shared/doors/envelope.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import type { Tracing } from '../../subgraphs/shared/tracing/tracing.js';
import type { GatewayContext } from '../context.js';
import { readAnswer, type Answer } from './answer.js';
import { readBody } from './body.js';
import { Connections } from './connections.js';
import { NoAnswer, reasonOf } from './no-answer.js';

export interface SubgraphClientOptions {
  readonly name: SubgraphName;
  /** Without `/graphql`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly timeoutMs: number;
  readonly responseLimitBytes: number;
  readonly clock: Clock;
  readonly tracing: Tracing;
  /** Hears of every read that is sent again. */
  readonly retried: () => void;
}

/** A GraphQL request to a subgraph. */
export interface SubgraphRequest {
  /** The JSON that is sent. */
  readonly body: string;
  /** A query, `_entities` included: asking it twice changes nothing. */
  readonly readOnly: boolean;
}

/** What is sent; the headers are made for each attempt, because a nonce is good for one. */
interface Outgoing {
  /** Over which connections, and what follows when one fails. */
  readonly manner: 'READ' | 'WRITE' | 'PROBE';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: () => Record<string, string>;
  readonly body: string | null;
}

/** Calls one subgraph through its gateway door, over connections that are kept. */
export class SubgraphClient {
  readonly name: SubgraphName;
  readonly #connections: Connections;
  readonly #path: string;

  constructor(private readonly options: SubgraphClientOptions) {
    const { origin, pathname } = new URL(options.baseUrl);
    this.name = options.name;
    this.#path = pathname.replace(/\/$/, '');
    this.#connections = new Connections(origin, options.timeoutMs);
  }

  /**
   * Sends a signed request and reads the answer, all within the deadline. Throws `NoAnswer` for everything that is no
   * GraphQL response with status 200: refused, reset, late, too large, cut off, or something else entirely.
   *
   * A read whose connection turned out to be closed is sent once more, over a new one and under a new nonce. A mutation is
   * never sent twice, since it may have happened; it goes over a new connection at once, so that it meets no closed one.
   */
  async call(request: SubgraphRequest, context: GatewayContext): Promise<Answer> {
    const { body, readOnly } = request;
    const headers = () => ({ ...this.#sealed(body, context), ...this.options.tracing.headers(), 'content-type': 'application/json' });
    const text = await this.#exchange({ manner: readOnly ? 'READ' : 'WRITE', method: 'POST', path: '/graphql', headers, body });
    const answer = readAnswer(text);
    if (answer === null) throw new NoAnswer('MALFORMED');
    return answer;
  }

  /** Whether the subgraph says that it is ready to work. Never throws. */
  async isReady(): Promise<boolean> {
    try {
      await this.#exchange({ manner: 'PROBE', method: 'GET', path: '/health/ready', headers: () => ({}), body: null });
      return true;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.#connections.close();
  }

  async #exchange(outgoing: Outgoing): Promise<string> {
    const signal = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const response = await this.#respond(outgoing, signal);
      const text = await readBody(response.body, this.options.responseLimitBytes);
      if (response.statusCode !== 200) throw new NoAnswer('STATUS', response.statusCode);
      return text;
    } catch (error) {
      throw reasonOf(error, signal);
    }
  }

  async #respond(outgoing: Outgoing, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { kept, fresh } = this.#connections;
    try {
      return await this.#send(outgoing.manner === 'WRITE' ? fresh : kept, outgoing, signal);
    } catch (error) {
      if (outgoing.manner !== 'READ' || !this.#connections.neverReached(error)) throw error;
      this.options.retried();
      return this.#send(fresh, outgoing, signal);
    }
  }

  #send(pool: Pool, { method, path, headers, body }: Outgoing, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    return pool.request({ method, path: this.#path + path, headers: { accept: 'application/json', ...headers() }, body, signal });
  }

  #sealed(body: string, context: GatewayContext): Record<string, string> {
    const { viewer, purpose, language, today, correlationId } = context;
    const expiresAt = this.options.clock.now().getTime() + ENVELOPE_LIFETIME_MS;
    return seal(this.options.key, { subgraph: this.name, viewer, purpose, language, today, expiresAt, nonce: randomUUID(), correlationId }, body);
  }
}
