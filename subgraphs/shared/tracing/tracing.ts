import type { Metrics } from '../metrics/metrics.js';

/** Told of a span. Only what a log line may say, too: no names, no values of a request, no text of a statement. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a span is of: a request that came in, a call that goes out, or a piece of work within. */
export type SpanKind = 'server' | 'client' | 'internal';

export interface SpanOptions {
  readonly kind: SpanKind;
  /** Header `traceparent` (W3C) of whoever called, where that is one of us; else a new trace begins, or the current span goes on. */
  readonly parent?: string | undefined;
}

/** A span that is under way. */
export interface ActiveSpan {
  /** Undefined when nothing is traced. */
  readonly traceId: string | undefined;
  set(attributes: SpanAttributes): void;
  /** Marks it as failed. */
  fail(): void;
}

/** Where a process tells of its work, for OpenTelemetry. Off, every method does nothing and costs a call. */
export interface Tracing {
  /** Runs work within a span; a span or a call that it begins belongs to it. A rejection marks the span and goes on as it is. */
  span<T>(name: string, options: SpanOptions, work: (span: ActiveSpan) => Promise<T>): Promise<T>;
  /** Tells of a piece of work that is over: from `startedAt` (Unix time in milliseconds) until now. */
  done(name: string, kind: SpanKind, startedAt: number, attributes: SpanAttributes, failed?: boolean): void;
  /** Headers that make the callee's span a child of the current one. */
  headers(): Record<string, string>;
  /** Sends what is waiting, for two seconds at most. */
  close(): Promise<void>;
}

const NO_SPAN: ActiveSpan = { traceId: undefined, set: () => undefined, fail: () => undefined };

export const NO_TRACING: Tracing = {
  span: (_name, _options, work) => work(NO_SPAN),
  done: () => undefined,
  headers: () => ({}),
  close: () => Promise.resolve(),
};

/** Tracing to an OTLP/HTTP endpoint (the full URL of its traces); null loads nothing of OpenTelemetry. */
export async function openTracing(service: string, endpoint: string | null, metrics: Metrics): Promise<Tracing> {
  if (endpoint === null) return NO_TRACING;
  const { otlpTracing } = await import('./otlp.js');
  return otlpTracing(service, endpoint, metrics);
}
