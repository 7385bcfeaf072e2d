import type { RunningFederation } from '../../journeys/federation.js';
import type { TraceReceiver } from './trace-receiver.js';

/** A federation that tells as much of itself as it can, and who is told. */
export interface Watched {
  readonly receiver: TraceReceiver;
  readonly federation: RunningFederation;
}

/** What has every process tell so much. */
export const tellingAll = ({ endpoint }: TraceReceiver): Readonly<Record<string, string>> => ({ LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' });
