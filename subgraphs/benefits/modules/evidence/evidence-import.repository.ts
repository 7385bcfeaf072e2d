import type { EntityManager } from '@mikro-orm/postgresql';
import { inRounds, type Fate, type FileRow, type Problem } from '../../../shared/import/row.js';
import type { EvidenceFile } from './evidence-files.js';

interface Found {
  readonly n: number;
  /** The row on record for the same person and day. */
  readonly id: string | null;
  readonly overlaps: boolean;
  /** By column, of a row on record: whether it has the same, and whether it has nothing. */
  readonly same: Readonly<Record<string, boolean>>;
  readonly open: Readonly<Record<string, boolean>>;
}

/** Rows of a file as a relation `r`, by the names of the table. */
const rowsSql = ({ parts }: EvidenceFile): string => `jsonb_to_recordset(?::jsonb) as r (n int, id bigint, ${Object.values(parts).map(({ name, type }) => `${name} ${type}`).join(', ')})`;

const encode = ({ parts }: EvidenceFile, rows: readonly (FileRow & { readonly id?: string })[]): string =>
  JSON.stringify(rows.map(({ cells, id = null }, n) => ({ n, id, ...Object.fromEntries(Object.entries(parts).map(([column, { name }]) => [name, cells[column] ?? null])) })));

const inColumns = (file: EvidenceFile, of: (name: string) => string): string =>
  `jsonb_build_object(${Object.entries(file.parts).map(([column, { name }]) => `'${column}', ${of(name)}`).join(', ')})`;

function find(em: EntityManager, file: EvidenceFile, rows: readonly FileRow[]): Promise<Found[]> {
  const { table, by, parts, days } = file;
  const from = parts[by]?.name ?? '';
  const range = (of: string): string => days.replaceAll('$', of);
  return em.execute<Found[]>(
    `select r.n, e.id::text as id, exists (select 1 from ${table} o where o.iin = r.iin and ${range('o')} && ${range('r')}) as overlaps,
            ${inColumns(file, (name) => `e.${name} is not distinct from r.${name}`)} as same, ${inColumns(file, (name) => `e.${name} is null`)} as open
       from ${rowsSql(file)} left join ${table} e on e.iin = r.iin and e.${from} = r.${from} order by r.n`,
    [encode(file, rows)],
  );
}

/** What a row of a file says of one on record: nothing new, something that was open, or something else. */
function fateOf({ parts, by }: EvidenceFile, { cells }: FileRow, { id, overlaps, same, open }: Found): 'INSERT' | 'FILL' | Fate {
  if (id === null) return overlaps ? [{ field: by, reason: 'overlaps with what is on record for this person.' }] : 'INSERT';
  // Who says so may have changed: the first to say it stays. And an earlier file does not know yet what was filled in since.
  const others = Object.keys(parts).filter((column) => same[column] !== true && column !== 'source' && !(parts[column]?.filledLater === true && cells[column] == null));
  const fixed = others.filter((column) => !(parts[column]?.filledLater === true && open[column] === true));
  if (fixed.length > 0) return fixed.map((field): Problem => ({ field, reason: `is not what is on record for this person and ${by}.` }));
  return others.length === 0 ? 'KNOWN' : 'FILL';
}

async function insert(em: EntityManager, file: EvidenceFile, rows: readonly FileRow[]): Promise<void> {
  const names = Object.values(file.parts).map(({ name }) => name).join(', ');
  if (rows.length > 0) await em.execute(`insert into ${file.table} (${names}) select ${names} from ${rowsSql(file)} order by n`, [encode(file, rows)]);
}

async function fill(em: EntityManager, file: EvidenceFile, rows: readonly (FileRow & { readonly id: string })[]): Promise<void> {
  const later = Object.values(file.parts).filter(({ filledLater }) => filledLater === true).map(({ name }) => `${name} = r.${name}`);
  if (rows.length > 0) await em.execute(`update ${file.table} e set ${later.join(', ')} from ${rowsSql(file)} where e.id = r.id`, [encode(file, rows)]);
}

/** Writes rows that passed their own checks, and says what became of each. One import at a time looks and writes. */
export async function importEvidence(em: EntityManager, file: EvidenceFile, rows: readonly FileRow[]): Promise<ReadonlyMap<FileRow, Fate>> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('benefits evidence'))`);
  const fates = new Map<FileRow, Fate>();
  for (const round of inRounds(rows, ({ cells }) => cells['iin'] ?? '')) {
    const judged = (await find(em, file, round)).flatMap((found) => {
      const row = round[found.n];
      return row === undefined ? [] : [{ row, id: found.id ?? '', fate: fateOf(file, row, found) }];
    });
    await insert(em, file, judged.filter(({ fate }) => fate === 'INSERT').map(({ row }) => row));
    await fill(em, file, judged.filter(({ fate }) => fate === 'FILL').map(({ row, id }) => ({ ...row, id })));
    for (const { row, fate } of judged) fates.set(row, fate === 'INSERT' || fate === 'FILL' ? 'ADDED' : fate);
  }
  return fates;
}
