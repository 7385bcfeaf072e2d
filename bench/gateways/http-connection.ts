import { connect, type Socket } from 'node:net';
import { HttpReader, type HttpMessage } from './http-reader.js';

/** The bytes of a POST of JSON. */
export function postOf(path: string, body: string, headers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries({ host: '127.0.0.1', 'content-type': 'application/json', accept: 'application/json', ...headers, 'content-length': Buffer.byteLength(body) });
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

interface Waiting {
  readonly resolve: (message: HttpMessage) => void;
  readonly reject: (error: Error) => void;
}

/** One connection that is kept. Requests may follow each other before they are answered; answers come in their order. */
export class HttpConnection {
  readonly #waiting: Waiting[] = [];
  readonly #socket: Socket;

  private constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const reader = new HttpReader((message) => this.#waiting.shift()?.resolve(message));
    this.#socket.on('data', (chunk: Buffer) => reader.push(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the connection was closed')));
  }

  static async open(port: number): Promise<HttpConnection> {
    const connection = new HttpConnection(port);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    connection.#socket.once('connect', resolve);
    connection.#socket.once('error', reject);
    await promise;
    return connection;
  }

  request(bytes: Buffer): Promise<HttpMessage> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error('the connection was closed'));
      this.#waiting.push({ resolve, reject });
      this.#write(bytes);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  /** What is asked in one turn of the event loop goes out at once. */
  #write(bytes: Buffer): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    }
    this.#socket.write(bytes);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
