import { parseArgs } from 'node:util';
import type { RunScope } from '../../subgraphs/benefits/modules/payment-run/payment-run.repository.js';
import { reason, StartFailure } from '../failure.js';
import { problemOfRegion } from '../regions.js';

const USAGE = 'Usage: npm run -s benefits:pay -- --month YYYY-MM [--region KATO] [--dry-run]';

function parse(args: string[]): { month?: string; region?: string; 'dry-run'?: boolean } {
  try {
    return parseArgs({ args, options: { month: { type: 'string' }, region: { type: 'string' }, 'dry-run': { type: 'boolean' } } }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

/** Reads the command line; `today` is the last day whose month may be paid. Throws `StartFailure` with what is allowed. */
export function readPayment(args: string[], today: string): RunScope {
  const { month = '', region = null, 'dry-run': dry = false } = parse(args);
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || month < '2021-01' || month > today.slice(0, 7)) {
    throw new StartFailure(`--month must be a month from 2021-01 to ${today.slice(0, 7)}.\n${USAGE}`);
  }
  const problem = region === null ? null : region === '*' ? 'leave it out for the nation' : problemOfRegion(region);
  if (problem !== null) throw new StartFailure(`--region: ${problem}\n${USAGE}`);
  return { month: `${month}-01`, region, dry };
}
