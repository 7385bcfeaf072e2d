import type { EntityManager } from '@mikro-orm/postgresql';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import type { Cell } from './noise/cell.js';
import { NEAR } from './noise/noise-parameters.js';

export type FigureKind = 'CHILDREN' | 'MONEY';

/** A figure that was told, and of whom. */
export interface ToldFigure {
  readonly cell: Cell;
  readonly answer: string | null;
}

interface Row {
  readonly children: number;
  readonly key: string;
  readonly bits: readonly number[];
  readonly answer: string | null;
}

/** Those that may be near groups of such sizes, the first that was told first. */
export async function toldBefore(em: EntityManager, { internalId }: SnapshotRow, kind: FigureKind, sizes: readonly number[]): Promise<ToldFigure[]> {
  if (sizes.length === 0) return [];
  const rows = await em.execute<Row[]>(
    `select f.children, f.key::text as key, to_jsonb(f.bits) as bits, f.answer from cohort_figure f
      where f.snapshot_id = ?::bigint and f.kind = ? and exists (select 1 from unnest(?::int[]) as s (size) where f.children between s.size - ${NEAR.most} and s.size + ${NEAR.most}) order by f.id`,
    [internalId, kind, `{${sizes.join(',')}}`]);
  return rows.map(({ children, key, bits, answer }) => ({ cell: { children, key: BigInt(key), bits }, answer }));
}

export const noteTold = (em: EntityManager, { internalId }: SnapshotRow, kind: FigureKind, figures: readonly ToldFigure[]): Promise<unknown> =>
  figures.length === 0 ? Promise.resolve() : em.execute(
    `insert into cohort_figure (snapshot_id, kind, children, key, bits, answer)
     select ?::bigint, ?, (f.one ->> 'children')::int, (f.one ->> 'key')::numeric, array(select jsonb_array_elements_text(f.one -> 'bits')::int), f.one ->> 'answer'
       from jsonb_array_elements(?::jsonb) with ordinality as f (one, place) order by f.place`,
    [internalId, kind, JSON.stringify(figures.map(({ cell, answer }) => ({ children: cell.children, key: String(cell.key), bits: cell.bits, answer })))]);
