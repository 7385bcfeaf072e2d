import type { FastifyReply, FastifyRequest } from 'fastify';
import { roleOf, type RequestFacts } from '../request-facts.js';
import type { SpanAttributes, Tracing } from './tracing.js';

/** As much of a request as a log line tells, by OpenTelemetry's names where it has one. */
function attributesOf(request: FastifyRequest, status: number): SpanAttributes {
  const { correlationId, viewer, purpose, operation, outcome, programmes = {} } = request.facts;
  const states = Object.entries(programmes).map(([name, state]) => [`balagraph.programme.${name}`, state]);
  return {
    'http.request.method': request.method,
    'http.route': request.routeOptions.url,
    'http.response.status_code': status,
    'graphql.operation.type': operation?.type,
    'balagraph.operation': operation?.name ?? operation?.hash,
    'balagraph.outcome': outcome,
    'balagraph.role': roleOf(request.facts),
    'balagraph.client': viewer?.client,
    'balagraph.purpose': purpose ?? undefined,
    'balagraph.correlation_id': correlationId,
    ...(Object.fromEntries(states) as SpanAttributes),
  };
}

const FAILED: readonly RequestFacts['outcome'][] = ['failed', 'partial'];

/** Answers a request within a span of its own. */
export const traceRequest = <T>(tracing: Tracing, request: FastifyRequest, reply: FastifyReply, answer: () => Promise<T>, parent?: string): Promise<T> =>
  tracing.span(`${request.method} ${request.routeOptions.url}`, { kind: 'server', parent }, async (span) => {
    request.facts.traceId = span.traceId;
    const result = await answer();
    span.set(attributesOf(request, reply.statusCode));
    if (FAILED.includes(request.facts.outcome)) span.fail();
    return result;
  });
