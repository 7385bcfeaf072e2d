import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'npm run -s audit:snapshot -- [--retain <number>] [--memory <MiB>] [--threads <number>] [--as-of <moment, e.g. 2026-11-27T00:00:00Z>]';

/** How a snapshot is wanted; what is left out is as the environment says. */
export interface SnapshotArguments {
  readonly retain: number | undefined;
  readonly memoryMb: number | undefined;
  readonly threads: number | undefined;
  /** ISO 8601, UTC. */
  readonly asOf: string | null;
}

function wholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  throw new StartFailure(`${option} must be a whole number from ${least}. Usage: ${USAGE}`);
}

function moment(text: string | undefined): string | null {
  if (text === undefined) return null;
  const at = new Date(text);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at.getTime())) return at.toISOString();
  throw new StartFailure(`--as-of must be a moment with its time zone. Usage: ${USAGE}`);
}

export function readSnapshotArguments(args: string[]): SnapshotArguments {
  try {
    const { values } = parseArgs({ args, options: { retain: { type: 'string' }, memory: { type: 'string' }, threads: { type: 'string' }, 'as-of': { type: 'string' } } });
    return {
      retain: wholeNumber('--retain', values.retain, 1),
      memoryMb: wholeNumber('--memory', values.memory, 256),
      threads: wholeNumber('--threads', values.threads, 1),
      asOf: moment(values['as-of']),
    };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
