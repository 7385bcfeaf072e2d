import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Metrics } from '../metrics/metrics.js';
import { projectVersion } from '../project.js';
import { counted, endCounter, spanCounters } from './counted-exporter.js';
import { readTraceparent, traceparentOf } from './traceparent.js';
import type { ActiveSpan, SpanOptions, Tracing } from './tracing.js';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;
const FLUSH_MS = 2_000;

/** Only with this are the OpenTelemetry packages loaded. Everything else of it is read from its standard variables. */
export function otlpTracing(service: string, endpoint: string, metrics: Metrics): Tracing {
  const counters = spanCounters(metrics);
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `balagraph-${service}`, 'service.version': projectVersion() }),
    spanProcessors: [endCounter(counters), new BatchSpanProcessor(counted(new OTLPTraceExporter({ url: endpoint }), counters))],
  });
  return tracingOf(provider);
}

const wrap = (span: Span): ActiveSpan => ({
  traceId: span.spanContext().traceId,
  set: (attributes) => void span.setAttributes(attributes),
  fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
});

/** The current span is kept here and not in OpenTelemetry's global context, since several processes may run in one for tests. */
function tracingOf(provider: NodeTracerProvider): Tracing {
  const tracer = provider.getTracer('balagraph');
  const current = new AsyncLocalStorage<Context>();
  const contextOf = ({ parent }: Pick<SpanOptions, 'parent'>): Context => {
    const remote = readTraceparent(parent);
    return remote === null ? (current.getStore() ?? ROOT_CONTEXT) : trace.setSpanContext(ROOT_CONTEXT, remote);
  };
  return {
    span: async (name, options, work) => {
      const parent = contextOf(options);
      const span = tracer.startSpan(name, { kind: KINDS[options.kind] }, parent);
      try {
        return await current.run(trace.setSpan(parent, span), () => work(wrap(span)));
      } catch (error) {
        // Not `recordException`: its message may be about somebody.
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    done: (name, kind, startedAt, attributes, failed = false) => {
      const span = tracer.startSpan(name, { kind: KINDS[kind], startTime: startedAt, attributes }, contextOf({}));
      if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
    headers: () => {
      const span = trace.getSpan(current.getStore() ?? ROOT_CONTEXT);
      return span === undefined ? {} : { traceparent: traceparentOf(span.spanContext()) };
    },
    close: async () => {
      await Promise.race([provider.shutdown().catch(() => undefined), delay(FLUSH_MS, undefined, { ref: false })]);
    },
  };
}
