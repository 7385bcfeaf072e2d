import { Readable } from 'node:stream';
import type { preParsingHookHandler, RequestPayload } from 'fastify';
import { exceeded, limitsOf } from './table.js';

/**
 * Bounds what is read of a request without a token: less than of others, whose bound is the server's. Refuses with
 * `REQUEST_TOO_LARGE`, at once where the length is told, else when the body is past it.
 */
export const boundBody: preParsingHookHandler = (request, _reply, payload, done) => {
  const { authorization, 'content-length': length } = request.headers;
  if (authorization !== undefined) return done(null, payload);
  const limits = limitsOf('anonymous');
  if (length === undefined) return done(null, Readable.from(counted(payload, limits.body)));
  if (Number(length) > limits.body) return done(exceeded('body', limits));
  return done(null, payload);
};

async function* counted(payload: RequestPayload, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw exceeded('body', limitsOf('anonymous'));
    yield chunk;
  }
}
