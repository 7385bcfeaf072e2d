import { randomUUID } from 'node:crypto';
import type { SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import type { Clock } from '../../subgraphs/shared/clock.js';
import { ENVELOPE_LIFETIME_MS, seal } from '../../subgraphs/shared/doors/envelope.js';
import type { Tracing } from '../../subgraphs/shared/tracing/tracing.js';
import type { GatewayContext } from '../context.js';
import { mayBeAnalysis } from './analysis.js';
import { readAnswer, type Answer } from './answer.js';
import { NoAnswer } from './no-answer.js';
import { Transport } from './transport.js';

export interface SubgraphClientOptions {
  readonly name: SubgraphName;
  /** Without `/graphql`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly timeoutMs: number;
  /** Deadline of an auditor's question over a snapshot. */
  readonly analysisTimeoutMs: number;
  readonly responseLimitBytes: number;
  readonly clock: Clock;
  readonly tracing: Tracing;
  /** Hears of every read that is sent again. */
  readonly retried: () => void;
  /** Hears of every read that would have been sent again, were it not for the many others. */
  readonly notRetried: () => void;
}

/** A GraphQL request to a subgraph. */
export interface SubgraphRequest {
  /** The JSON that is sent. */
  readonly body: string;
  /** A query, `_entities` included: asking it twice changes nothing. */
  readonly readOnly: boolean;
}

const NO_HEADERS = (): string => '';

/** Calls one subgraph through its gateway door, over connections that are kept. */
export class SubgraphClient {
  readonly name: SubgraphName;
  readonly #transport: Transport;
  readonly #path: string;

  constructor(private readonly options: SubgraphClientOptions) {
    const base = new URL(options.baseUrl);
    this.name = options.name;
    this.#path = base.pathname.replace(/\/$/, '');
    this.#transport = new Transport(base, options);
  }

  /**
   * Sends a signed request and reads the answer, all within the deadline. Throws `NoAnswer` for everything that is no
   * GraphQL response with status 200: refused, reset, late, too large, cut off, or something else entirely; and when the patience
   * of the request ends.
   */
  async call({ body, readOnly }: SubgraphRequest, context: GatewayContext): Promise<Answer> {
    const headers = (): string => headerLines({ ...this.#sealed(body, context), ...this.options.tracing.headers() });
    const long = readOnly && mayBeAnalysis(this.name, context.purpose);
    const how = long ? ({ manner: 'LONG_READ', timeoutMs: this.options.analysisTimeoutMs } as const) : ({ manner: readOnly ? 'READ' : 'WRITE' } as const);
    const reply = await this.#transport.exchange({ ...how, method: 'POST', path: `${this.#path}/graphql`, headers, body }, context.patience);
    if (reply.status !== 200) throw new NoAnswer('STATUS', reply.status);
    const answer = readAnswer(reply.body);
    if (answer === null) throw new NoAnswer('MALFORMED');
    return answer;
  }

  /** Whether the subgraph says that it is ready to work. Never throws. */
  async isReady(): Promise<boolean> {
    try {
      const { status } = await this.#transport.exchange({ manner: 'PROBE', method: 'GET', path: `${this.#path}/health/ready`, headers: NO_HEADERS, body: '' });
      return status === 200;
    } catch {
      return false;
    }
  }

  close(): void {
    this.#transport.close();
  }

  #sealed(body: string, context: GatewayContext): Record<string, string> {
    const { viewer, purpose, caseNumber, language, today, correlationId } = context;
    const expiresAt = this.options.clock.now().getTime() + ENVELOPE_LIFETIME_MS;
    return seal(this.options.key, { subgraph: this.name, viewer, purpose, caseNumber, language, today, expiresAt, nonce: randomUUID(), correlationId }, body);
  }
}

/** Names and values are of our own making, and hold no line breaks. */
const headerLines = (headers: Readonly<Record<string, string>>): string => Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');
