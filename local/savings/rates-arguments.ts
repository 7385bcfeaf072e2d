import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../failure.js';

const USAGE = 'Usage: npm run -s savings:rates -- FILE.csv [--by NAME]';

const LONGEST_NAME = 200;

/** Which file, and who corrects rates on record by it; null where nobody is named, and nothing may be corrected. */
export interface RatesWish {
  readonly file: string;
  readonly by: string | null;
}

function parse(args: string[]): { readonly values: { by?: string }; readonly positionals: string[] } {
  try {
    return parseArgs({ args, options: { by: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

/** Reads the command line. Throws `StartFailure` with what is allowed. The name is kept, so it holds no number that could be somebody's IIN. */
export function readRates(args: string[]): RatesWish {
  const { values, positionals: [file, ...others] } = parse(args);
  if (file === undefined || others.length > 0) throw new StartFailure(USAGE);
  const by = values.by?.trim();
  if (by !== undefined && (by === '' || by.length > LONGEST_NAME || /\d{12}/.test(by))) throw new StartFailure(`--by must name whoever corrects, in 1 to ${LONGEST_NAME} characters without a number of twelve digits.\n${USAGE}`);
  return { file, by: by ?? null };
}
