import type { FastifyRequest } from 'fastify';
import { clientError } from './errors.js';

/**
 * The values of a header as they were sent. Node joins some repeated headers and drops others, so that somebody in
 * front of us may have read another value than we would.
 */
export const headerValues = (request: FastifyRequest, name: string): readonly string[] => request.raw.headersDistinct[name] ?? [];

/** The value of a header that may be there once; undefined without it. Throws `BAD_REQUEST` for a repeated one. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const [value, ...others] = headerValues(request, name);
  if (others.length > 0) throw clientError('BAD_REQUEST', `${name}: this header may be sent once only.`);
  return value;
}
