/** An HTTP/1.1 message, request or response alike. */
export interface HttpMessage {
  /** First line and headers, without the empty line. */
  readonly head: string;
  readonly body: Buffer;
}

const END = Buffer.from('\r\n\r\n');
const LINE = Buffer.from('\r\n');
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const CHUNKED = /\r\ntransfer-encoding: *chunked/i;

/** A message and where it ends, or how many bytes there must be before it is worth looking again. */
type Found = { readonly message: HttpMessage; readonly end: number } | number;

function readMessage(bytes: Buffer): Found {
  const headEnd = bytes.indexOf(END);
  if (headEnd < 0) return bytes.length + 1;
  const [head, start] = [bytes.toString('latin1', 0, headEnd), headEnd + END.length];
  if (CHUNKED.test(head)) return readChunks(bytes, head, start);
  const end = start + Number(LENGTH.exec(head)?.[1] ?? 0);
  return end > bytes.length ? end : { message: { head, body: bytes.subarray(start, end) }, end };
}

function readChunks(bytes: Buffer, head: string, start: number): Found {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf(LINE, at);
    if (lineEnd < 0) return bytes.length + 1;
    const [from, size] = [lineEnd + LINE.length, Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)];
    const end = from + size + LINE.length;
    if (end > bytes.length) return end;
    if (size === 0) return { message: { head, body: Buffer.concat(chunks) }, end };
    chunks.push(bytes.subarray(from, from + size));
    at = end;
  }
}

/**
 * Takes what arrives on one connection and tells of each message that is complete. Node's own HTTP does more than a benchmark
 * needs: load and subgraphs share a processor, and would be busy before the gateways are. Messages without a length have no
 * body; trailers are not known.
 */
export class HttpReader {
  #chunks: Buffer[] = [];
  #size = 0;
  #wanted = 0;

  constructor(private readonly complete: (message: HttpMessage) => void) {}

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    this.#wanted = 0;
    while (rest.length > 0) {
      const found = readMessage(rest);
      if (typeof found === 'number') {
        this.#wanted = found;
        break;
      }
      rest = rest.subarray(found.end);
      this.complete(found.message);
    }
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }
}
