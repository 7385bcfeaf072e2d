import type { Readable } from 'node:stream';
import { NoAnswer } from './no-answer.js';

/** Reads a response to its end; throws `NoAnswer` and closes the connection as soon as it is longer than `limit` bytes. */
export async function readBody(body: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new NoAnswer('TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}
