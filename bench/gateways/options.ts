import { parseArgs } from 'node:util';
import { StartFailure } from '../../local/failure.js';

export interface GatewayBenchmarkOptions {
  /** Of each measurement. */
  readonly seconds: number;
  readonly rounds: number;
  /** Names of contenders, in the order in which they take their turns. */
  readonly only: readonly string[];
}

const [SECONDS, ROUNDS] = [5, 3];

function parsed(args: readonly string[]): { seconds?: string; rounds?: string; only?: string } {
  try {
    return parseArgs({ args: [...args], options: { seconds: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' } } }).values;
  } catch (error) {
    throw new StartFailure((error as Error).message);
  }
}

/** Reads `--seconds N --rounds N --only a,b`; throws `StartFailure` with one line. */
export function gatewayBenchmarkOptions(args: readonly string[], known: readonly string[]): GatewayBenchmarkOptions {
  const { seconds = SECONDS, rounds = ROUNDS, only } = parsed(args);
  const chosen = only?.split(',') ?? known;
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new StartFailure(`--only: ${unknown} is not one of ${known.join(', ')}.`);
  if (!(Number(seconds) > 0)) throw new StartFailure('--seconds must be a number above 0.');
  if (!Number.isInteger(Number(rounds)) || Number(rounds) < 1) throw new StartFailure('--rounds must be a whole number above 0.');
  return { seconds: Number(seconds), rounds: Number(rounds), only: known.filter((name) => chosen.includes(name)) };
}
