import { startFederation } from '../../journeys/federation.js';
import { startTraceReceiver, type TraceReceiver } from './trace-receiver.js';

/** A federation that tells as much of itself as it can. */
export interface Watched {
  readonly receiver: TraceReceiver;
  readonly federation: Awaited<ReturnType<typeof startFederation>>;
}

export async function startWatched(): Promise<Watched> {
  const receiver = await startTraceReceiver();
  return { receiver, federation: await startFederation({ LOG_LEVEL: 'trace', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' }) };
}

export async function stopWatched({ receiver, federation }: Watched): Promise<void> {
  await federation.stop();
  await receiver.close();
}
