import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CopyDecoder } from './copy-decoder.js';

const frame = (code: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(code);
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
};

const START = frame('H', Buffer.from([0, 0, 1, 0, 0]));
const NOTICE = frame('N', Buffer.from('not a row'));
const END = Buffer.concat([frame('c', Buffer.alloc(0)), frame('C', Buffer.from('COPY 3\0')), frame('Z', Buffer.from('I'))]);

/** The whole in pieces that end at some places. */
function cut(whole: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % whole.length)), whole.length].toSorted((a, b) => a - b);
  return ends.map((end, i) => Buffer.from(whole.subarray(ends[i - 1] ?? 0, end))).filter(({ length }) => length > 0);
}

/** What of the pieces is rows, and what is left of the first that has something else. */
function decodeAll(pieces: readonly Buffer[]): { readonly rows: Buffer; readonly rest: Buffer } {
  const decoder = new CopyDecoder();
  const rows: Buffer[] = [];
  for (const [i, piece] of pieces.entries()) {
    const decoded = decoder.decode(piece);
    rows.push(Buffer.from(decoded.rows));
    if (decoded.rest !== null) return { rows: Buffer.concat(rows), rest: Buffer.concat([decoded.rest, ...pieces.slice(i + 1)]) };
  }
  return { rows: Buffer.concat(rows), rest: Buffer.alloc(0) };
}

describe('rows within PostgreSQL\'s frames', () => {
  it('are the same wherever the pieces end, and what follows them is left as it is', () => {
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 }), fc.array(fc.nat(20_000), { maxLength: 40 }), fc.constantFrom('end', 'error'), (contents, places, how) => {
      const rest = how === 'end' ? END : frame('E', Buffer.from('SERROR\0C57014\0\0'));
      const framed = contents.flatMap((content, i) => [...(i % 7 === 3 ? [NOTICE] : []), frame('d', Buffer.from(content))]);
      const decoded = decodeAll(cut(Buffer.concat([START, ...framed, rest]), places));
      expect(decoded.rows.equals(Buffer.concat(contents))).toBe(true);
      expect(decoded.rest.equals(rest)).toBe(true);
    }), { numRuns: 500 });
  });
});
