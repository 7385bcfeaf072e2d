import { NoAnswer } from './no-answer.js';

/** What a server answered. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
  /** Whether the connection serves another request. */
  readonly keeps: boolean;
}

/** As large as Node lets a head be; so is a chunk's size with its extensions, and the trailers. */
const MAX_HEAD_BYTES = 16 * 1024;
const HEAD_END = '\r\n\r\n';

interface Head {
  readonly status: number;
  readonly keeps: boolean;
  /** Bytes of the body; null where it is sent in chunks, Infinity where it ends with the connection. */
  readonly length: number | null;
}

/**
 * Reads the replies of one connection (RFC 9112), in the order of the requests. Anything that is not exactly HTTP/1.1 ends the
 * connection: whoever guessed where a reply ends could hand one request's answer to the next.
 */
export class ReplyReader {
  #kept: Buffer | null = null;
  #head: Head | null = null;
  /** What of the body has come: the piece itself where it is one, else a copy with room for more. */
  #body: Buffer | null = null;
  #copied = false;
  #size = 0;
  /** Bytes of the current chunk that are still to come, and whether what follows it is its end. */
  #chunkLeft = 0;
  #chunkEnds = false;

  constructor(
    /** The largest body in bytes. */
    private readonly limit: number,
    private readonly replied: (reply: HttpReply) => void,
  ) {}

  /** Whether a byte of the next reply has come. */
  get begun(): boolean {
    return this.#head !== null || this.#kept !== null;
  }

  /** Takes what came; throws `NoAnswer` when it cannot be read, and must not be used again then. */
  read(data: Buffer): void {
    let rest: Buffer | null = this.#kept === null ? data : Buffer.concat([this.#kept, data]);
    this.#kept = null;
    while (rest !== null && rest.length > 0) rest = this.#head === null ? this.#readHead(rest) : this.#readBody(rest, this.#head);
  }

  /** The connection has ended: a body without a length has, too. Throws `NoAnswer` for one that was cut off. */
  end(): void {
    if (this.#head?.length === Infinity) this.#finish(this.#head);
    else if (this.begun) throw new NoAnswer('CONNECTION', 'CUT_OFF');
  }

  #readHead(data: Buffer): Buffer | null {
    const end = data.indexOf(HEAD_END, 0, 'latin1');
    if (end === -1) {
      if (data.length > MAX_HEAD_BYTES) throw new NoAnswer('MALFORMED', 'HEAD');
      this.#kept = data;
      return null;
    }
    const head = headOf(data.toString('latin1', 0, end));
    const rest = data.subarray(end + HEAD_END.length);
    // 100 Continue and the like announce a reply and are none.
    if (head.status < 200) return rest;
    if (head.length !== null && head.length !== Infinity && head.length > this.limit) throw new NoAnswer('TOO_LARGE');
    this.#head = head;
    if (head.length === 0) this.#finish(head);
    return rest;
  }

  #readBody(data: Buffer, head: Head): Buffer | null {
    if (head.length === null) return this.#readChunk(data, head);
    const missing = head.length - this.#size;
    if (data.length < missing) {
      this.#add(data);
      return null;
    }
    this.#add(data.subarray(0, missing));
    this.#finish(head);
    return data.subarray(missing);
  }

  /** A chunk's size, or what has come of the chunk; the last one is empty and followed by trailers. */
  #readChunk(data: Buffer, head: Head): Buffer | null {
    if (this.#chunkLeft > 0) {
      const part = data.subarray(0, this.#chunkLeft);
      this.#add(part);
      this.#chunkLeft -= part.length;
      this.#chunkEnds = this.#chunkLeft === 0;
      return data.subarray(part.length);
    }
    if (this.#chunkEnds) return this.#readChunkEnd(data);
    const line = data.indexOf('\r\n', 0, 'latin1');
    if (line === -1) return this.#wait(data);
    const size = /^([0-9a-fA-F]{1,8})[ \t]*(?:;.*)?$/.exec(data.toString('latin1', 0, line))?.[1];
    if (size === undefined) throw new NoAnswer('MALFORMED', 'CHUNK');
    this.#chunkLeft = Number.parseInt(size, 16);
    if (this.#chunkLeft === 0) return this.#readTrailers(data, line, head);
    if (this.#size + this.#chunkLeft > this.limit) throw new NoAnswer('TOO_LARGE');
    return data.subarray(line + 2);
  }

  #readChunkEnd(data: Buffer): Buffer | null {
    if (data.length < 2) return this.#wait(data);
    if (data.toString('latin1', 0, 2) !== '\r\n') throw new NoAnswer('MALFORMED', 'CHUNK');
    this.#chunkEnds = false;
    return data.subarray(2);
  }

  #readTrailers(data: Buffer, line: number, head: Head): Buffer | null {
    const end = data.indexOf(HEAD_END, line, 'latin1');
    if (end === -1) return this.#wait(data);
    this.#finish(head);
    return data.subarray(end + HEAD_END.length);
  }

  #wait(data: Buffer): null {
    if (data.length > MAX_HEAD_BYTES) throw new NoAnswer('MALFORMED', 'CHUNK');
    this.#kept = data;
    return null;
  }

  /** Most bodies come in one piece. However many small ones there are, all of them take time and memory as their bytes do. */
  #add(piece: Buffer): void {
    const size = this.#size + piece.length;
    if (size > this.limit) throw new NoAnswer('TOO_LARGE');
    if (this.#body === null) this.#body = piece;
    else piece.copy(this.#roomFor(this.#body, size), this.#size);
    this.#size = size;
  }

  #roomFor(body: Buffer, size: number): Buffer {
    if (this.#copied && body.length >= size) return body;
    const roomy = Buffer.allocUnsafe(2 * size);
    body.copy(roomy, 0, 0, this.#size);
    this.#body = roomy;
    this.#copied = true;
    return roomy;
  }

  #finish({ status, keeps }: Head): void {
    const body = this.#body === null ? '' : this.#body.toString('utf8', 0, this.#size);
    this.#head = null;
    this.#body = null;
    this.#copied = false;
    this.#size = 0;
    this.replied({ status, body, keeps });
  }
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: |$|\r\n)/;

function headOf(text: string): Head {
  const line = STATUS_LINE.exec(text);
  if (line === null) throw new NoAnswer('MALFORMED', 'STATUS_LINE');
  const status = Number(line[2]);
  const { connection, 'transfer-encoding': encodings, 'content-length': lengths } = framingOf(text);
  const keeping = connection.join();
  const closes = keeping.includes('close') || (line[1] === '0' && !keeping.includes('keep-alive'));
  const length = lengthOf(status, encodings, lengths);
  return { status, length, keeps: !closes && length !== Infinity };
}

/** The fields that say where the reply ends and whether another may follow, with all their values. */
interface Framing {
  readonly connection: string[];
  readonly 'transfer-encoding': string[];
  readonly 'content-length': string[];
}

/** A field's name (a token of RFC 9110) and its colon. */
const NAME = /\r\n([!#$%&'*+.^_`|~0-9A-Za-z-]+):/y;

function framingOf(text: string): Framing {
  const framing: Framing = { connection: [], 'transfer-encoding': [], 'content-length': [] };
  for (let at = text.indexOf('\r\n'); at !== -1; at = text.indexOf('\r\n', at + 2)) {
    NAME.lastIndex = at;
    const [{ length: taken }, name] = NAME.exec(text) ?? NO_FIELD;
    if (name === undefined) throw new NoAnswer('MALFORMED', 'HEADER');
    if (!isFramingLength(name.length)) continue;
    const values = Object.hasOwn(framing, name.toLowerCase()) ? framing[name.toLowerCase() as keyof Framing] : undefined;
    const end = text.indexOf('\r\n', at + 2);
    values?.push(text.slice(at + taken, end === -1 ? undefined : end).trim().toLowerCase());
  }
  return framing;
}

const NO_FIELD: readonly [string, undefined] = ['', undefined];

/** Most fields are none of these, and need no look at their letters. */
const isFramingLength = (length: number): boolean => length === 10 || length === 14 || length === 17;

/** Both a length and chunks, or two lengths, is what a smuggled reply looks like. */
function lengthOf(status: number, encodings: readonly string[], lengths: readonly string[]): number | null {
  if (status < 200 || status === 204 || status === 304) return 0;
  const [length] = lengths;
  if (encodings.length > 0) {
    if (encodings.join() !== 'chunked' || length !== undefined) throw new NoAnswer('MALFORMED', 'TRANSFER_ENCODING');
    return null;
  }
  if (length === undefined) return Infinity;
  if (lengths.length > 1 || !/^\d{1,15}$/.test(length)) throw new NoAnswer('MALFORMED', 'CONTENT_LENGTH');
  return Number(length);
}
