import { PlanError } from '../plan/plan-error.js';
import { readAnswer, type Answer, type SubgraphError } from '../upstream/answer.js';
import type { SubgraphRequest } from '../upstream/client.js';
import { NoAnswer } from '../upstream/no-answer.js';
import { Transport } from '../upstream/transport.js';

const TIMEOUT_MS = 30_000;
const RESPONSE_LIMIT_BYTES = 64 * 1024 * 1024;
const NO_HEADERS = (): string => '';

/** Calls a subgraph of anybody's: nothing is signed. */
export class OpenSubgraph {
  readonly #transport: Transport;
  readonly #path: string;

  constructor(url: URL) {
    this.#transport = new Transport(url, { timeoutMs: TIMEOUT_MS, responseLimitBytes: RESPONSE_LIMIT_BYTES, retried: () => undefined, notRetried: () => undefined });
    this.#path = `${url.pathname}${url.search}`;
  }

  async call({ body, readOnly }: SubgraphRequest): Promise<Answer> {
    const reply = await this.#transport.exchange({ manner: readOnly ? 'READ' : 'WRITE', method: 'POST', path: this.#path, headers: NO_HEADERS, body });
    const answer = readAnswer(reply.body);
    if (answer === null) throw new NoAnswer('MALFORMED', reply.status);
    return answer;
  }

  close(): void {
    this.#transport.close();
  }
}

/** A subgraph's error as it is, and whose it is. */
export const unmasked = ({ message, extensions }: SubgraphError, programme: string): PlanError =>
  new PlanError('INTERNAL_SERVER_ERROR', message, programme, programme, [], null, { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: programme, ...extensions });

