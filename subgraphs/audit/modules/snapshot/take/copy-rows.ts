import { Readable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import { CopyDecoder } from './copy-decoder.js';

type OnData = (piece: Buffer) => void;

/** The rows of a `copy … to stdout`, as they come; `rowCount` says how many there were when it has ended. */
export class CopyRows extends Readable implements Submittable {
  rowCount = 0;
  readonly #decoder = new CopyDecoder();
  #connection: Connection | null = null;
  #others: readonly OnData[] = [];

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
    const more = rows.length === 0 || this.push(rows);
    if (rest !== null) this.#giveBack(rest);
    else if (!more) this.#connection?.stream.pause();
  };

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
