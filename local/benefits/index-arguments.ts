import { parseArgs } from 'node:util';
import type { ChangeWish } from '../../subgraphs/benefits/modules/index-change/carry-through.js';
import { DateScalar } from '../../subgraphs/shared/scalars/scalars.js';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'Usage: npm run -s benefits:index -- --from YYYY-MM-DD [--effective YYYY-MM-DD]';

function parse(args: string[]): { from?: string; effective?: string } {
  try {
    return parseArgs({ args, options: { from: { type: 'string' }, effective: { type: 'string' } } }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

function dayOf(option: string, text: string | undefined): string {
  try {
    return DateScalar.parseValue(text);
  } catch {
    throw new StartFailure(`${option} must be a day.\n${USAGE}`);
  }
}

/** Reads the command line: the day from which indices count, and the one on which they are put into effect; the same where it is left out. */
export function readChange(args: string[], today: string): ChangeWish {
  const { from, effective = from } = parse(args);
  const wish = { validFrom: dayOf('--from', from), effectiveOn: dayOf('--effective', effective) };
  if (wish.effectiveOn < wish.validFrom) throw new StartFailure(`--effective must not lie before --from.\n${USAGE}`);
  if (wish.effectiveOn > today) throw new StartFailure(`--effective must not be in the future: amounts change when they are put into effect.\n${USAGE}`);
  return wish;
}
