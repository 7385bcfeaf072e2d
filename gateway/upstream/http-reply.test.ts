import { describe, expect, it } from 'vitest';
import { ReplyReader, type HttpReply } from './http-reply.js';

const LIMIT = 1_000;

function readAll(text: string, cut: number): { replies: HttpReply[]; error: unknown; ended: () => void } {
  const replies: HttpReply[] = [];
  const reader = new ReplyReader(LIMIT, (reply) => replies.push(reply));
  const bytes = Buffer.from(text);
  let error: unknown = null;
  try {
    for (let at = 0; at < bytes.length; at += cut) reader.read(bytes.subarray(at, at + cut));
  } catch (thrown) {
    error = thrown;
  }
  return { replies, error, ended: () => reader.end() };
}

const OK = 'HTTP/1.1 200 OK\r\n';
const REPLIES: [name: string, text: string, replies: HttpReply[]][] = [
  ['a length', `${OK}content-length: 4\r\n\r\nждёт`.replace('4', '8'), [{ status: 200, body: 'ждёт', keeps: true }]],
  ['no body', `${OK}Content-Length: 0\r\n\r\n`, [{ status: 200, body: '', keeps: true }]],
  ['chunks', `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\ntrailer: t\r\n\r\n`, [{ status: 200, body: 'abc0123456789', keeps: true }]],
  ['several at once', `${OK}content-length: 1\r\n\r\na${OK}transfer-encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n${OK}content-length: 1\r\n\r\nc`, ['a', 'b', 'c'].map((body) => ({ status: 200, body, keeps: true }))],
  ['one announced first', `HTTP/1.1 100 Continue\r\n\r\n${OK}content-length: 1\r\n\r\na`, [{ status: 200, body: 'a', keeps: true }]],
  ['the last of a connection', `${OK}connection: close\r\ncontent-length: 1\r\n\r\na`, [{ status: 200, body: 'a', keeps: false }]],
  ['HTTP/1.0', 'HTTP/1.0 503 Away\r\ncontent-length: 1\r\n\r\na', [{ status: 503, body: 'a', keeps: false }]],
  ['a status without a body', 'HTTP/1.1 204 \r\n\r\n', [{ status: 204, body: '', keeps: true }]],
];

const MALFORMED: [name: string, text: string][] = [
  ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
  ['another version', 'HTTP/2 200\r\n\r\n'],
  ['a length and chunks', `${OK}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`],
  ['two lengths', `${OK}content-length: 1\r\ncontent-length: 2\r\n\r\nab`],
  ['a negative length', `${OK}content-length: -1\r\n\r\n`],
  ['a length in hexadecimal', `${OK}content-length: 0x1\r\n\r\na`],
  ['another encoding', `${OK}transfer-encoding: gzip, chunked\r\n\r\n`],
  ['a chunk of no size', `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n`],
  ['a chunk longer than it says', `${OK}transfer-encoding: chunked\r\n\r\n1\r\nabc\r\n`],
  ['a header without a name', `${OK}: x\r\n\r\n`],
  ['a folded header', `${OK}a: b\r\n c: d\r\n\r\n`],
  ['a head without end', `${OK}${'x: y\r\n'.repeat(4_000)}`],
];

describe.each([1, 2, 7, 100_000])('in pieces of %i bytes', (cut) => {
  it.each(REPLIES)('%s', (_name, text, replies) => expect(readAll(text, cut)).toMatchObject({ replies, error: null }));

  it.each(MALFORMED)('%s is refused', (_name, text) => expect(readAll(text, cut)).toMatchObject({ replies: [], error: { reason: 'MALFORMED' } }));

  it.each([
    ['announced', `${OK}content-length: ${LIMIT + 1}\r\n\r\n`],
    ['in chunks', `${OK}transfer-encoding: chunked\r\n\r\n${`64\r\n${'a'.repeat(100)}\r\n`.repeat(11)}`],
    ['in one chunk', `${OK}transfer-encoding: chunked\r\n\r\nffffffff\r\n`],
    ['without a length', `${OK}\r\n${'a'.repeat(LIMIT + 1)}`],
  ])('too much, %s', (_name, text) => expect(readAll(text, cut)).toMatchObject({ replies: [], error: { reason: 'TOO_LARGE' } }));

  it('a body that ends with the connection', () => {
    const { replies, ended } = readAll(`${OK}\r\nabc`, cut);
    ended();
    expect(replies).toEqual([{ status: 200, body: 'abc', keeps: false }]);
  });

  it('a reply that is cut off', () => {
    for (const text of ['HTTP/1.1 2', `${OK}content-length: 4\r\n\r\nabc`, `${OK}transfer-encoding: chunked\r\n\r\n3\r\nab`]) {
      const { replies, ended } = readAll(text, cut);
      expect(ended).toThrow(expect.objectContaining({ reason: 'CONNECTION' }));
      expect(replies).toEqual([]);
    }
  });
});
