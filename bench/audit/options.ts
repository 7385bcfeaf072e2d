import { parseArgs } from 'node:util';
import { reason, StartFailure } from '../../local/failure.js';

const USAGE = 'npm run -s bench -- audit [--children N] [--data FOLDER]';

/** A minute or two. */
const CHILDREN = 20_000;

export interface AuditOptions {
  readonly children: number;
  /** Where the population stays for the next time; by default in a folder that is removed. */
  readonly data: string | undefined;
}

export function auditOptions(args: readonly string[]): AuditOptions {
  try {
    const { values } = parseArgs({ args: [...args], options: { children: { type: 'string' }, data: { type: 'string' } } });
    const children = Number((values.children ?? String(CHILDREN)).replaceAll('_', ''));
    if (Number.isSafeInteger(children) && children >= 1) return { children, data: values.data };
    throw new StartFailure(`--children must be a whole number. Usage: ${USAGE}`);
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}
