import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ExportFormat, ExportWish } from '../../subgraphs/benefits/modules/bulk/export-awards.js';
import { EVIDENCE_FILES, type EvidenceKind } from '../../subgraphs/benefits/modules/evidence/evidence-files.js';
import type { BenefitAwardFilter } from '../../subgraphs/benefits/modules/register/award-filter.type.js';
import { schema } from '../../subgraphs/benefits/schema.js';
import { reason, StartFailure } from '../failure.js';
import { filterOf } from '../filter-argument.js';
import { rejectsBeside } from '../import-command.js';

const EXPORT_USAGE = 'npm run benefits:export -- --out FILE.csv|FILE.ndjson [--filter \'{"programme": "LARGE_FAM", …}\']';
const IMPORT_USAGE = 'npm run benefits:import -- FILE.csv [--rejects FILE.csv]';
const RECONCILE_USAGE = 'npm run -s benefits:reconcile -- FILE.csv [--rejects FILE.csv]';
const EVIDENCE_USAGE = `npm run benefits:evidence -- ${Object.keys(EVIDENCE_FILES).join('|')} FILE.csv [--rejects FILE.csv]`;

function formatOf(file: string): ExportFormat {
  if (file.endsWith('.csv')) return 'csv';
  if (file.endsWith('.ndjson')) return 'ndjson';
  throw new StartFailure(`--out must end in .csv or .ndjson. Usage: ${EXPORT_USAGE}`);
}

/** Reads the arguments of `npm run benefits:export`. */
export function exportWish(args: string[]): ExportWish {
  const { out, filter } = optionsOf(args, EXPORT_USAGE).values;
  if (out === undefined) throw new StartFailure(`Usage: ${EXPORT_USAGE}`);
  return { file: path.resolve(out), format: formatOf(out), filter: filter === undefined ? undefined : (filterOf(schema.own, 'BenefitAwardFilter', filter, EXPORT_USAGE) as BenefitAwardFilter) };
}

/** A file to read, and where its bad rows go. */
interface ImportWish {
  readonly file: string;
  readonly rejects: string;
}

const importOf = (file: string, rejects: string | undefined): ImportWish => ({ file: path.resolve(file), rejects: path.resolve(rejects ?? rejectsBeside(file)) });

function importFrom(args: string[], usage: string): ImportWish {
  const { positionals: [file, ...others], values: { rejects } } = optionsOf(args, usage);
  if (file === undefined || others.length > 0) throw new StartFailure(`Usage: ${usage}`);
  return importOf(file, rejects);
}

/** Reads the arguments of `npm run benefits:import`. */
export const importWish = (args: string[]): ImportWish => importFrom(args, IMPORT_USAGE);

/** Reads the arguments of `npm run benefits:reconcile`. */
export const paidFileWish = (args: string[]): ImportWish => importFrom(args, RECONCILE_USAGE);

const isEvidence = (text: string): text is EvidenceKind => Object.hasOwn(EVIDENCE_FILES, text);

/** Reads the arguments of `npm run benefits:evidence`. */
export function evidenceWish(args: string[]): ImportWish & { readonly kind: EvidenceKind } {
  const { positionals: [kind = '', file, ...others], values: { rejects } } = optionsOf(args, EVIDENCE_USAGE);
  if (!isEvidence(kind) || file === undefined || others.length > 0) throw new StartFailure(`Usage: ${EVIDENCE_USAGE}`);
  return { kind, ...importOf(file, rejects) };
}

function optionsOf(args: string[], usage: string) {
  try {
    return parseArgs({ args, options: { out: { type: 'string' }, filter: { type: 'string' }, rejects: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${usage}`);
  }
}
