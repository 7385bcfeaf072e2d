import { Connections } from './connections.js';
import { ANNOUNCED, type Exchange, type HttpConnection, type Origin } from './http-connection.js';
import type { HttpReply } from './http-reply.js';
import type { Ending, Patience } from '../patience.js';
import { NoAnswer } from './no-answer.js';
import { RetryBudget } from './retry-budget.js';

/**
 * What follows when a connection fails. A read is sent once more, over a new connection, where the one it went over turned
 * out to be closed, or another one's answer does not come. A mutation is never sent twice, since it may have happened, and
 * goes over a connection of its own at once, so that it meets no closed one and waits behind nothing. So does a probe, and a read that
 * takes long, behind which others would wait.
 */
export type Manner = 'READ' | 'LONG_READ' | 'WRITE' | 'PROBE';

/** A request; its head is made for each attempt, because what is signed is good for one. */
export interface HttpRequest {
  readonly manner: Manner;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Lines of the head, each with its end. */
  readonly headers: () => string;
  readonly body: string;
  /** Another deadline than all have. */
  readonly timeoutMs?: number | undefined;
}

export interface TransportOptions {
  /** Deadline of a request: connect, head and body, and a second attempt. */
  readonly timeoutMs: number;
  /** The largest body of a reply in bytes. */
  readonly responseLimitBytes: number;
  /** Hears of every read that is sent again. */
  readonly retried: () => void;
  /** Hears of every read that would have been sent again, were it not for the many others. */
  readonly notRetried: () => void;
}

/** HTTP/1.1 to one server, made for many small requests: over few connections, which they share. */
export class Transport {
  readonly #connections: Connections;
  readonly #host: string;
  readonly #budget = new RetryBudget();

  constructor(
    origin: URL,
    private readonly options: TransportOptions,
  ) {
    this.#host = origin.host;
    this.#connections = new Connections(originOf(origin), options.responseLimitBytes);
  }

  /**
   * Rejects with `NoAnswer` where there is no whole reply within the deadline, or when `patience` ends; whatever the reply's
   * status is for the caller. What is on its way when patience ends stays on its connection, so that nobody else fails for it;
   * of a mutation that is on its way the outcome is waited for, though its client has gone.
   */
  exchange(request: HttpRequest, patience: Patience | null = null): Promise<HttpReply> {
    if (patience !== null && patience.ended !== null) return Promise.reject(new NoAnswer(patience.ended));
    this.#budget.earn();
    return new Promise((resolve, reject) => {
      let left = false;
      let current: { readonly connection: HttpConnection; readonly exchange: Exchange } | null = null;
      const timer = setTimeout(() => current?.connection.giveUp(current.exchange, new NoAnswer('TIMEOUT')), request.timeoutMs ?? this.options.timeoutMs);
      const leave = (ending: Ending): void => {
        const unsent = current?.connection.takeBack(current.exchange) === true;
        if (unsent) clearTimeout(timer);
        else if (request.manner === 'WRITE' && ending === 'GONE') return;
        left = true;
        reject(new NoAnswer(ending));
      };
      const done = (): void => {
        clearTimeout(timer);
        patience?.forget(leave);
      };
      const attempt = (alone: boolean, again: boolean): void => {
        const exchange: Exchange = {
          text: this.#textOf(request, alone),
          replied: (reply) => {
            done();
            resolve(reply);
          },
          failed: (error, unanswered) => {
            if (again && !left && isRetried(error, unanswered)) {
              if (this.#mayRepeat(error.detail === ANNOUNCED)) return attempt(true, false);
              this.options.notRetried();
            }
            done();
            reject(error);
          },
          movesOn: () => {
            if (!again || left || !this.#mayRepeat(false)) return false;
            attempt(false, false);
            return true;
          },
        };
        current = { exchange, connection: alone ? this.#connections.sendAlone(exchange) : this.#connections.send(exchange) };
      };
      attempt(request.manner !== 'READ', request.manner === 'READ');
      patience?.listen(leave);
    });
  }

  /** `free`: it costs the server nothing that it has spent already. */
  #mayRepeat(free: boolean): boolean {
    const may = free || this.#budget.take();
    if (may) this.options.retried();
    return may;
  }

  close(): void {
    this.#connections.close();
  }

  #textOf({ method, path, headers, body }: HttpRequest, alone: boolean): string {
    const content = method === 'POST' ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : '';
    return `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\naccept: application/json\r\n${content}${alone ? 'connection: close\r\n' : ''}${headers()}\r\n${body}`;
  }
}

/** It says nothing about the request, or it could not be had. */
const isRetried = ({ detail }: NoAnswer, unanswered: boolean): boolean => unanswered || detail === 'ECONNREFUSED';

function originOf({ protocol, hostname, port }: URL): Origin {
  const secure = protocol === 'https:';
  return { secure, hostname, port: port === '' ? (secure ? 443 : 80) : Number(port) };
}
