import { Readable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import { CopyDecoder } from './copy-decoder.js';

type OnData = (piece: Buffer) => void;

/** PostgreSQL sends 8 KiB at a time; handed on in larger pieces they cost half as much. */
const TOGETHER = 256 * 1024;

/** The rows of a `copy … to stdout`, as they come; `rowCount` says how many there were when it has ended. */
export class CopyRows extends Readable implements Submittable {
  rowCount = 0;
  readonly #decoder = new CopyDecoder();
  #connection: Connection | null = null;
  #others: readonly OnData[] = [];
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly sql: string, highWaterMark: number) {
    super({ highWaterMark });
  }

  /** From here to the end of the rows what comes over the connection is read here, and not by `pg`. */
  submit(connection: Connection): void {
    this.#connection = connection;
    this.#others = connection.stream.listeners('data') as OnData[];
    connection.stream.removeAllListeners('data');
    connection.stream.on('data', this.#take);
    connection.query(this.sql);
  }

  readonly #take = (piece: Buffer): void => {
    const { rows, rest } = this.#decoder.decode(piece);
    this.#pieces.push(rows);
    this.#bytes += rows.length;
    const more = (this.#bytes < TOGETHER && rest === null) || this.#handOn();
    if (rest !== null) this.#giveBack(rest);
    else if (!more) this.#connection?.stream.pause();
  };

  #handOn(): boolean {
    const together = Buffer.concat(this.#pieces, this.#bytes);
    [this.#pieces, this.#bytes] = [[], 0];
    return together.length === 0 || this.push(together);
  }

  #giveBack(rest: Buffer): void {
    const stream = this.#connection?.stream;
    stream?.removeListener('data', this.#take);
    for (const other of this.#others) stream?.on('data', other);
    for (const other of this.#others) other(rest);
    stream?.resume();
  }

  override _read(): void {
    this.#connection?.stream.resume();
  }

  handleError(error: Error): void {
    this.destroy(error);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.rowCount = Number(/^COPY (?<rows>\d+)/.exec(text)?.groups?.['rows'] ?? 0);
  }

  handleReadyForQuery(): void {
    this.push(null);
  }
}
