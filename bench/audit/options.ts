import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../../local/failure.js';

const USAGE = 'npm run -s bench -- audit [--children N] [--copies N] [--data FOLDER]';

/** A minute or two. */
const CHILDREN = 20_000;

export interface AuditOptions {
  readonly children: number;
  /** How many times the snapshot is there when rules are asked: itself, and copies under other pseudonyms. */
  readonly copies: number;
  /** Where the population stays for the next time; by default in a folder that is removed. */
  readonly data: string | undefined;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text.replaceAll('_', ''));
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new StartFailure(`--${option} must be a whole number. Usage: ${USAGE}`);
}

export function auditOptions(args: readonly string[]): AuditOptions {
  try {
    const { values } = parseArgs({ args: [...args], options: { children: { type: 'string' }, copies: { type: 'string' }, data: { type: 'string' } } });
    return { children: wholeNumber('children', values.children ?? String(CHILDREN)), copies: wholeNumber('copies', values.copies ?? '1'), data: values.data };
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
