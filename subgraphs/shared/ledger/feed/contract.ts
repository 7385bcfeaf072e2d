import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Sealed } from '../ledger-key.js';
import type { StoredRow } from '../verify/sealed-rows.js';

/** The feed that a ledger is read by: `GET /feed/ledger`. It is no feed of events: nothing is projected, nothing is acknowledged. */
export const LEDGER_FEED = 'ledger';

/** Who alone reads it. */
export const LEDGER_READER = 'audit';

/** Chains that a list of ends holds, and records that a page of a chain holds, at most. */
export const LEDGER_PAGE = 1_000;

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Id = Type.Integer({ minimum: 1 });
const idOrNull = Type.Union([Id, Type.Null()]);

const End = Type.Object({ chain: Id, seq: Type.Integer({ minimum: 0 }), hash: Hash, genesis: Hash });

/** How far a chain has come; `seq` 0 is a chain without records, whose hash is its genesis. */
export type StatedEnd = Static<typeof End>;

const Beginning = Type.Object({
  kind: Type.String(),
  /** Unix time in microseconds; text, because it is longer than a JS number is exact. */
  at: Type.String({ pattern: '^[0-9]{1,20}$' }),
  predecessors: Type.Array(Type.Tuple([Id, Type.Integer({ minimum: 0 }), Hash])),
  genesis: Hash,
});
export type StatedBeginning = Static<typeof Beginning>;

const Row = Type.Intersect([
  Type.Object({ id: Id, sealed: Type.String({ pattern: '^[0-9a-f]{32}$' }) }),
  Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null(), Type.Array(Type.String())])),
]);

const RecordLine = Type.Object({
  seq: Id,
  at: Type.String({ pattern: '^[0-9]{1,20}$' }),
  actor: idOrNull,
  operation: Id,
  effect: Id,
  subject: idOrNull,
  correlation: Type.Union([Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }), Type.Null()]),
  delivery: Type.Union([Type.Object({ after: Type.Integer(), upTo: Type.Integer(), events: Type.Integer() }), Type.Null()]),
  hash: Hash,
});
export type StatedRecord = Static<typeof RecordLine>;

/** Rows that the records of a page name, by their table. Of people those only whom records are about. */
export type NamedRows = Readonly<Record<Sealed, readonly StoredRow[]>>;

/** The ends of chains behind a number, in the order of their numbers. */
export interface EndsPage {
  readonly ends: readonly StatedEnd[];
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

/** Records of one chain behind a number, in order, with what they name. */
export interface RecordsPage {
  /** Only with a chain's first records; null where the chain has none any more. */
  readonly beginning: StatedBeginning | null;
  readonly named: NamedRows;
  readonly records: readonly StatedRecord[];
}

/** What a request asks for, as `after` has it: `chains-<n>`, the ends of chains behind the n-th; `<chain>-<seq>`, records. */
export type LedgerPosition = { readonly kind: 'ends'; readonly after: number } | { readonly kind: 'records'; readonly chain: number; readonly seq: number };

export const formatPosition = (position: LedgerPosition): string => (position.kind === 'ends' ? `chains-${position.after}` : `${position.chain}-${position.seq}`);

/** Null for what is no position. */
export function parsePosition(text: string): LedgerPosition | null {
  const [, first, second] = /^(chains|[1-9]\d{0,8})-(0|[1-9]\d{0,9})$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return null;
  return first === 'chains' ? { kind: 'ends', after: Number(second) } : { kind: 'records', chain: Number(first), seq: Number(second) };
}

const isEnd = Compile(Type.Object({ chainEnd: End }));
const isBeginning = Compile(Type.Object({ beginning: Beginning }));
const isRecord = Compile(Type.Object({ record: RecordLine }));
const isRow = Compile(Type.Object({ row: Row, of: Type.Enum(['subject', 'actor', 'operation', 'effect']) }));
const isLast = Compile(Type.Object({ end: Type.Object({ count: Type.Integer(), more: Type.Boolean() }) }));

/** The lines of a list of ends. */
export const linesOfEnds = ({ ends, more }: EndsPage): object[] => [...ends.map((chainEnd) => ({ chainEnd })), { end: { count: ends.length, more } }];

/** The lines of a page of records. */
export const linesOfRecords = ({ beginning, named, records }: RecordsPage): object[] => [
  ...(beginning === null ? [] : [{ beginning }]),
  ...(Object.entries(named) as [Sealed, readonly StoredRow[]][]).flatMap(([of, rows]) => rows.map((row) => ({ row, of }))),
  ...records.map((record) => ({ record })),
  { end: { count: records.length, more: false } },
];

/** Takes the last line off, which says how many there are of what was asked for. */
function counted(lines: readonly unknown[], counts: (line: unknown) => boolean): { readonly lines: readonly unknown[]; readonly more: boolean } | null {
  const last = lines.at(-1);
  const rest = lines.slice(0, -1);
  return isLast.Check(last) && last.end.count === rest.filter(counts).length ? { lines: rest, more: last.end.more } : null;
}

/** What lines say; null when they are not a list of ends. */
export function endsIn(all: readonly unknown[]): EndsPage | null {
  const found = counted(all, (line) => isEnd.Check(line));
  return found?.lines.every((line) => isEnd.Check(line)) === true ? { ends: found.lines.map(({ chainEnd }) => chainEnd), more: found.more } : null;
}

/** What lines say; null when they are not a page of records. */
export function recordsIn(all: readonly unknown[]): RecordsPage | null {
  const found = counted(all, (line) => isRecord.Check(line));
  if (found === null || !found.lines.every((line) => isBeginning.Check(line) || isRow.Check(line) || isRecord.Check(line))) return null;
  const rows = found.lines.filter((line) => isRow.Check(line));
  const rowsOf = (table: Sealed): StoredRow[] => rows.filter(({ of }) => of === table).map(({ row }) => row as StoredRow);
  return {
    beginning: found.lines.find((line) => isBeginning.Check(line))?.beginning ?? null,
    named: { subject: rowsOf('subject'), actor: rowsOf('actor'), operation: rowsOf('operation'), effect: rowsOf('effect') },
    records: found.lines.filter((line) => isRecord.Check(line)).map(({ record }) => record),
  };
}
