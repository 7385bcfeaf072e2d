/** Size of one piece of a table's rows; a row must fit in what is left, else a new piece begins. */
const PIECE = 1 << 18;

/** No row of a seed comes near it: its texts are names and addresses. */
const LONGEST_ROW = 1 << 14;

const NOTHING = Buffer.alloc(0);

/** PostgreSQL's binary COPY: every value is its length in bytes and the bytes, big end first; -1 for null. */
export class RowBuffer {
  #piece = NOTHING;
  #at = 0;
  readonly #full: Uint8Array<ArrayBuffer>[] = [];

  beginRow(columns: number): void {
    if (this.#at + LONGEST_ROW > this.#piece.length) {
      this.#turn();
      this.#piece = Buffer.allocUnsafeSlow(PIECE);
    }
    this.#int16(columns);
  }

  null(): void {
    this.#int32(-1);
  }

  bytes1(value: number): void {
    this.#int32(1);
    this.#piece[this.#at++] = value;
  }

  bytes2(value: number): void {
    this.#int32(2);
    this.#int16(value);
  }

  bytes4(value: number): void {
    this.#int32(4);
    this.#int32(value);
  }

  /** A whole number that JavaScript holds exactly. */
  bytes8(value: number): void {
    this.#int32(8);
    this.#int32(Math.floor(value / 2 ** 32));
    this.#int32(value % 2 ** 32);
  }

  bytes16(words: readonly [number, number, number, number]): void {
    this.#int32(16);
    for (let i = 0; i < 4; i += 1) this.#int32(words[i] ?? 0);
  }

  text(value: string): void {
    const start = this.#at;
    this.#at += 4;
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      if (code < 0x80) this.#piece[this.#at++] = code;
      else if (code < 0x800) {
        this.#piece[this.#at++] = 0xc0 | (code >> 6);
        this.#piece[this.#at++] = 0x80 | (code & 0x3f);
      } else {
        this.#at = start + 4 + this.#piece.write(value, start + 4);
        break;
      }
    }
    this.#setInt32(start, this.#at - start - 4);
  }

  /** One value that `write` makes of several. */
  composite(write: () => void): void {
    const start = this.#at;
    this.#at += 4;
    write();
    this.#setInt32(start, this.#at - start - 4);
  }

  /** Within a composite. */
  byte(value: number): void {
    this.#piece[this.#at++] = value;
  }

  /** Within a composite. */
  int16(value: number): void {
    this.#int16(value);
  }

  /** Within a composite. */
  int32(value: number): void {
    this.#int32(value);
  }

  /** All rows so far, in pieces; the buffer is empty afterwards. */
  take(): Uint8Array<ArrayBuffer>[] {
    this.#turn();
    return this.#full.splice(0);
  }

  #turn(): void {
    if (this.#at === 0) return;
    this.#full.push(new Uint8Array(this.#piece.buffer, this.#piece.byteOffset, this.#at));
    this.#piece = NOTHING;
    this.#at = 0;
  }

  #int16(value: number): void {
    this.#piece[this.#at++] = value >> 8;
    this.#piece[this.#at++] = value;
  }

  #int32(value: number): void {
    this.#setInt32(this.#at, value);
    this.#at += 4;
  }

  #setInt32(at: number, value: number): void {
    const piece = this.#piece;
    piece[at] = value >>> 24;
    piece[at + 1] = value >>> 16;
    piece[at + 2] = value >>> 8;
    piece[at + 3] = value;
  }
}
