import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'Usage: npm run -s savings:accrue -- --year YYYY [--dry-run]';

/** Which year, and whether it is only counted. */
export interface AccrualWish {
  readonly year: number;
  readonly dry: boolean;
}

function parse(args: string[]): { year?: string; 'dry-run'?: boolean } {
  try {
    return parseArgs({ args, options: { year: { type: 'string' }, 'dry-run': { type: 'boolean' } } }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

/** Reads the command line. Throws `StartFailure` with what is allowed. */
export function readAccrual(args: string[]): AccrualWish {
  const { year = '', 'dry-run': dry = false } = parse(args);
  if (!/^20\d{2}$/.test(year)) throw new StartFailure(`--year must be a reporting year.\n${USAGE}`);
  return { year: Number(year), dry };
}
