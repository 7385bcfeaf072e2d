import { Connections } from './connections.js';
import type { Exchange, HttpConnection, Origin } from './http-connection.js';
import type { HttpReply } from './http-reply.js';
import { NoAnswer } from './no-answer.js';

/**
 * What follows when a connection fails. A read is sent once more, over a new connection, where the one it went over turned
 * out to be closed, or another one's answer does not come. A mutation is never sent twice, since it may have happened, and
 * goes over a connection of its own at once, so that it meets no closed one and waits behind nothing. So does a probe.
 */
export type Manner = 'READ' | 'WRITE' | 'PROBE';

/** A request; its head is made for each attempt, because what is signed is good for one. */
export interface HttpRequest {
  readonly manner: Manner;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Lines of the head, each with its end. */
  readonly headers: () => string;
  readonly body: string;
}

export interface TransportOptions {
  /** Deadline of a request: connect, head and body, and a second attempt. */
  readonly timeoutMs: number;
  /** The largest body of a reply in bytes. */
  readonly responseLimitBytes: number;
  /** Hears of every read that is sent again. */
  readonly retried: () => void;
}

/** HTTP/1.1 to one server, made for many small requests: over few connections, which they share. */
export class Transport {
  readonly #connections: Connections;
  readonly #host: string;

  constructor(
    origin: URL,
    private readonly options: TransportOptions,
  ) {
    this.#host = origin.host;
    this.#connections = new Connections(originOf(origin), options.responseLimitBytes);
  }

  /** Rejects with `NoAnswer` where there is no whole reply within the deadline; whatever its status is for the caller. */
  exchange(request: HttpRequest): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      let current: { readonly connection: HttpConnection; readonly exchange: Exchange } | null = null;
      const timer = setTimeout(() => current?.connection.giveUp(current.exchange, new NoAnswer('TIMEOUT')), this.options.timeoutMs);
      const attempt = (alone: boolean, again: boolean): void => {
        const exchange: Exchange = {
          text: this.#textOf(request, alone),
          replied: (reply) => {
            clearTimeout(timer);
            resolve(reply);
          },
          failed: (error, unanswered) => {
            if (again && isRetried(error, unanswered)) {
              this.options.retried();
              attempt(error.detail !== 'BEHIND', false);
              return;
            }
            clearTimeout(timer);
            reject(error);
          },
        };
        current = { exchange, connection: alone ? this.#connections.sendAlone(exchange) : this.#connections.send(exchange) };
      };
      attempt(request.manner !== 'READ', request.manner === 'READ');
    });
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
