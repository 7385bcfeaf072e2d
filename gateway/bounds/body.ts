import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { exceeded, limitsOf } from './table.js';

/**
 * What is read of a request without a token: less than of others, whose bound is the server's. Throws `REQUEST_TOO_LARGE`,
 * at once where the length is told, else when the body is past it.
 */
export async function boundedBody(request: FastifyRequest, _reply: FastifyReply, payload: RequestPayload): Promise<RequestPayload> {
  const { authorization, 'content-length': length } = request.headers;
  if (authorization !== undefined) return payload;
  const limits = limitsOf('anonymous');
  if (length === undefined) return Readable.from(counted(payload, limits.body));
  if (Number(length) > limits.body) throw exceeded('body', limits);
  return payload;
}

async function* counted(payload: RequestPayload, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw exceeded('body', limitsOf('anonymous'));
    yield chunk;
  }
}
