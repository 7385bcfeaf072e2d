import type { EntityManager } from '@mikro-orm/postgresql';
import { instant } from '../../../shared/database/instant.js';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import type { IndexYear } from './index-sql.js';
import { INDEX_VERSION, type WellbeingMeasure } from './measures.js';

/** An index that is stored: of which snapshot, year and day. */
export interface IndexRow {
  readonly id: string;
  readonly snapshot: string;
  readonly asOf: string;
  readonly year: number;
  readonly day: string;
  /** Of the code that worked it out. */
  readonly version: number;
}

/** A figure of it. Numbers are what is told, with their noise; null what is withheld. */
export interface IndexFigure {
  readonly region: string;
  readonly measure: WellbeingMeasure | 'SPEND' | 'PUPILS' | 'PLACES' | 'DEFICIT';
  readonly numerator: string | null;
  readonly denominator: string | null;
}

const COLUMNS = `i.id::text as id, s.public_id::text as snapshot, ${instant('s.as_of')} as "asOf", i.year, i.day::text as day, i.version`;

/** The newest of a year. */
export async function latestIndex(em: EntityManager, year: number): Promise<IndexRow | null> {
  const [row] = await em.execute<IndexRow[]>(`select ${COLUMNS} from region_index i join snapshot s on s.id = i.snapshot_id where i.year = ? order by i.month desc limit 1`, [year]);
  return row ?? null;
}

export const figuresOf = (em: EntityManager, { id }: IndexRow): Promise<IndexFigure[]> =>
  em.execute<IndexFigure[]>('select region, measure, numerator::text as numerator, denominator::text as denominator from region_index_figure where index_id = ?::bigint', [id]);

/** The whole of an index, or nothing where somebody was first: one of a year in a month. */
export async function storeIndex(em: EntityManager, { internalId }: SnapshotRow, { year, day }: IndexYear, month: string, figures: readonly IndexFigure[]): Promise<void> {
  const [added] = await em.execute<{ id: string }[]>(
    'insert into region_index (snapshot_id, year, day, month, version) values (?::bigint, ?, ?::date, ?::date, ?) on conflict (year, month) do nothing returning id::text as id', [internalId, year, day, month, INDEX_VERSION]);
  if (added === undefined) return;
  await em.execute(
    `insert into region_index_figure (index_id, region, measure, numerator, denominator)
     select ?::bigint, f.region, f.measure, f.numerator, f.denominator from jsonb_to_recordset(?::jsonb) as f (region text, measure text, numerator numeric, denominator numeric)`,
    [added.id, JSON.stringify(figures)]);
}
