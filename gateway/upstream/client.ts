import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { ENVELOPE_LIFETIME_MS, seal } from '../../subgraphs/shared/doors/envelope.js';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import type { GatewayContext } from '../context.js';
import { readAnswer, type Answer } from './answer.js';
import { readBody } from './body.js';
import { NoAnswer, reasonOf } from './no-answer.js';

export interface SubgraphClientOptions {
  readonly name: SubgraphName;
  /** Without `/graphql`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly timeoutMs: number;
  readonly responseLimitBytes: number;
  readonly clock: Clock;
}

/** A GraphQL request to a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** More sockets than a subgraph can use; without a bound a slow one would eat the gateway's file descriptors. */
const CONNECTIONS = 64;

/** Calls one subgraph through its gateway door, over connections that are kept. */
export class SubgraphClient {
  readonly name: SubgraphName;
  readonly #pool: Pool;
  readonly #path: string;

  constructor(private readonly options: SubgraphClientOptions) {
    const { origin, pathname } = new URL(options.baseUrl);
    this.name = options.name;
    this.#path = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: options.timeoutMs } });
  }

  /**
   * Sends a signed request and reads the answer, all within the deadline. Throws `NoAnswer` for everything that is no
   * GraphQL response with status 200: refused, reset, late, too large, cut off, or something else entirely. Nothing is
   * sent twice: a nonce is good for one call, and a mutation may have happened.
   */
  async call(request: SubgraphRequest, context: GatewayContext): Promise<Answer> {
    const { operationName, ...rest } = request;
    const body = JSON.stringify(operationName === null ? rest : { ...rest, operationName });
    const text = await this.#exchange('POST', '/graphql', { ...this.#sealed(body, context), 'content-type': 'application/json' }, body);
    const answer = readAnswer(text);
    if (answer === null) throw new NoAnswer('MALFORMED');
    return answer;
  }

  /** Whether the subgraph says that it is ready to work. Never throws. */
  async isReady(): Promise<boolean> {
    try {
      await this.#exchange('GET', '/health/ready', {}, null);
      return true;
    } catch {
      return false;
    }
  }

  /** Ends the connections, also those that a subgraph holds open. */
  close(): Promise<void> {
    return this.#pool.destroy();
  }

  async #exchange(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body: string | null): Promise<string> {
    const signal = AbortSignal.timeout(this.options.timeoutMs);
    try {
      const response = await this.#pool.request({ method, path: this.#path + path, headers: { accept: 'application/json', ...headers }, body, signal });
      const text = await readBody(response.body, this.options.responseLimitBytes);
      if (response.statusCode !== 200) throw new NoAnswer('STATUS', response.statusCode);
      return text;
    } catch (error) {
      throw reasonOf(error, signal);
    }
  }

  #sealed(body: string, context: GatewayContext): Record<string, string> {
    const { viewer, purpose, language, today, correlationId } = context;
    const expiresAt = this.options.clock.now().getTime() + ENVELOPE_LIFETIME_MS;
    return seal(this.options.key, { subgraph: this.name, viewer, purpose, language, today, expiresAt, nonce: randomUUID(), correlationId }, body);
  }
}
