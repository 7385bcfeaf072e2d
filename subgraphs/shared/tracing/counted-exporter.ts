import type { ReadableSpan, SpanExporter, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { Counter } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** How far spans come: what was ended and never exported is lost, because the receiver is down or too slow. */
export interface SpanCounters {
  readonly ended: Counter;
  readonly exported: Counter;
  readonly failures: Counter;
}

export const spanCounters = (metrics: Metrics): SpanCounters => {
  const counter = (name: string, help: string): Counter => new Counter({ name: `balagraph_trace_${name}_total`, help, registers: [metrics] });
  return {
    ended: counter('spans_ended', 'Spans that were to be exported.'),
    exported: counter('spans_exported', 'Spans that the receiver took.'),
    failures: counter('export_failures', 'Batches of spans that the receiver did not take; they are dropped.'),
  };
};

/** An exporter whose failures are heard of in the metrics alone. */
export const counted = (exporter: SpanExporter, { exported, failures }: SpanCounters): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      if (result.error === undefined) exported.inc(spans.length);
      else failures.inc();
      done(result);
    }),
  shutdown: () => exporter.shutdown(),
});

/** Beside the processor that batches, and drops what it has no room for. */
export const endCounter = ({ ended }: SpanCounters): SpanProcessor => ({
  onStart: () => undefined,
  onEnd: (_span: ReadableSpan) => ended.inc(),
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
});
