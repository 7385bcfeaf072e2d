import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportKind, ImportWish } from '../../subgraphs/schools/modules/bulk/import-file.js';
import type { EnrolmentFilter } from '../../subgraphs/schools/modules/enrolment/enrolment.resolver.js';
import type { ExportWish } from '../../subgraphs/schools/modules/bulk/export-file.js';
import type { SchoolFilter } from '../../subgraphs/schools/modules/school/school-filter.type.js';
import { schema } from '../../subgraphs/schools/schema.js';
import { reason, StartFailure } from '../failure.js';
import { filterOf } from '../filter-argument.js';
import { rejectsBeside } from '../import-command.js';

const IMPORT_USAGE = 'npm run schools:import -- schools|enrolments FILE.csv [--rejects FILE.csv] [--dry-run]';

const EXPORT_USAGE = 'npm run schools:export -- schools|enrolments --out FILE.csv [--filter \'{"regionKato": "750000000", …}\']';

const KINDS: readonly ImportKind[] = ['schools', 'enrolments'];

const kindOf = (text: string | undefined): ImportKind | undefined => KINDS.find((kind) => kind === text);

function parsed(args: string[], usage: string) {
  try {
    return parseArgs({ args, options: { rejects: { type: 'string' }, 'dry-run': { type: 'boolean' }, out: { type: 'string' }, filter: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${usage}`);
  }
}

/** Reads the arguments of `npm run schools:import`. */
export function importWish(args: string[]): ImportWish {
  const { positionals: [name, file, ...others], values: { rejects, 'dry-run': dryRun = false } } = parsed(args, IMPORT_USAGE);
  const kind = kindOf(name);
  if (kind === undefined || file === undefined || others.length > 0) throw new StartFailure(`Usage: ${IMPORT_USAGE}`);
  return { kind, file: path.resolve(file), rejects: path.resolve(rejects ?? rejectsBeside(file)), dryRun };
}

/** Reads the arguments of `npm run schools:export`. */
export function exportWish(args: string[]): ExportWish {
  const { positionals: [name, ...others], values: { out, filter } } = parsed(args, EXPORT_USAGE);
  const kind = kindOf(name);
  if (kind === undefined || out === undefined || others.length > 0) throw new StartFailure(`Usage: ${EXPORT_USAGE}`);
  const of = (type: string): unknown => (filter === undefined ? undefined : filterOf(schema.own, type, filter, EXPORT_USAGE));
  return kind === 'schools' ? { kind, file: path.resolve(out), filter: of('SchoolFilter') as SchoolFilter | undefined } : { kind, file: path.resolve(out), filter: of('EnrolmentFilter') as EnrolmentFilter | undefined };
}
