/** What frames of PostgreSQL's protocol are kept, and which end the stream. */
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const ERROR = 0x45;
/** A letter and the length of what follows, itself included. */
const HEADER = 5;

/** What a piece of the protocol had of rows; and once the copy is over, or has failed, what belongs to whoever reads on. */
export interface Decoded {
  readonly rows: Buffer;
  readonly rest: Buffer | null;
}

/**
 * Takes the frames away in which PostgreSQL sends each row by itself. Rows are moved together within the piece that they came in, since a
 * buffer for each would cost more than all the rest of what this process does with a row.
 */
export class CopyDecoder {
  readonly #header = Buffer.alloc(HEADER);
  #headerBytes = 0;
  #left = 0;
  #isRow = false;

  decode(piece: Buffer): Decoded {
    let [from, to] = [0, 0];
    while (from < piece.length) {
      if (this.#left > 0) {
        const end = Math.min(from + this.#left, piece.length);
        if (this.#isRow) {
          piece.copyWithin(to, from, end);
          to += end - from;
        }
        this.#left -= end - from;
        from = end;
      } else if (this.#headerBytes === 0 && this.#isEnd(piece[from])) {
        return { rows: piece.subarray(0, to), rest: piece.subarray(from) };
      } else {
        from = this.#readHeader(piece, from);
      }
    }
    return { rows: piece.subarray(0, to), rest: null };
  }

  #isEnd(code: number | undefined): boolean {
    return code === COPY_DONE || code === ERROR;
  }

  /** A frame's head may lie in two pieces. */
  #readHeader(piece: Buffer, from: number): number {
    const end = Math.min(from + HEADER - this.#headerBytes, piece.length);
    this.#headerBytes += piece.copy(this.#header, this.#headerBytes, from, end);
    if (this.#headerBytes === HEADER) {
      this.#headerBytes = 0;
      this.#isRow = this.#header[0] === COPY_DATA;
      this.#left = this.#header.readUInt32BE(1) - 4;
    }
    return end;
  }
}
