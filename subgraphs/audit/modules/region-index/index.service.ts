import type { SubgraphContext } from '../../../shared/context.js';
import { REGION_PREFIXES } from '../../../shared/scalars/scalars.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { noteTold, toldBefore, type FigureKind } from '../cohort/cohort-figure.repository.js';
import { dayOf, noiseOf, snapshotAsked } from '../cohort/cohort.service.js';
import { TIYN } from '../cohort/figures.js';
import { answered } from '../cohort/noise/answered.js';
import { NONE, together, type Cell } from '../cohort/noise/cell.js';
import type { Noise } from '../cohort/noise/noise.js';
import { withSnapshot } from '../snapshot/read/with-snapshot.js';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import { monthOf } from '../cohort/filter/bound.js';
import { figuresOf, latestIndex, storeIndex, type IndexFigure, type IndexRow } from './index.repository.js';
import { flaggedCells, placesOf, spendOf, type IndexYear } from './index-sql.js';
import { MEASURES, SHARES, type FlaggedCell } from './measures.js';

const REGIONS = REGION_PREFIXES.map((prefix) => `${prefix}0000000`);

/** A figure before it has its noise. */
interface Raw {
  readonly region: string;
  readonly measure: IndexFigure['measure'];
  readonly kind: FigureKind;
  readonly numerator: { readonly cell: Cell; readonly perturbed: (noise: Noise) => string | null };
  readonly denominator: Cell;
}

const countOf = (cell: Cell): Raw['numerator'] => ({ cell, perturbed: (noise) => noise.count(cell)?.toString() ?? null });

const sharesOf = (region: string, cells: readonly FlaggedCell[]): Raw[] =>
  MEASURES.map((measure) => {
    const { counted, of } = SHARES[measure];
    const all = cells.filter((cell) => cell.region === region && of(cell));
    return { region, measure, kind: 'CHILDREN', numerator: countOf(together(all.filter(counted))), denominator: together(all) };
  });

/** Everything that an index of a year has, worked out of a snapshot. */
async function rawIndex(context: SubgraphContext, row: SnapshotRow, when: IndexYear): Promise<{ readonly raw: Raw[]; readonly exact: IndexFigure[] }> {
  return withSnapshot(context, { id: row.id, argument: 'year', coordinate: 'Region.wellbeing' }, async ({ rows }) => {
    const cells = await flaggedCells(rows, when);
    const places = await placesOf(rows, when);
    const raw: Raw[] = REGIONS.flatMap((region) => sharesOf(region, cells));
    const spend = await spendOf(rows, when, dayOf(row));
    for (const region of REGIONS) {
      const money = spend.get(region);
      const numerator = money === undefined ? countOf(NONE) : { cell: money, perturbed: (noise: Noise) => noise.sum(money, TIYN.step)?.toString() ?? null };
      raw.push({ region, measure: 'SPEND', kind: 'MONEY', numerator, denominator: together(cells.filter((cell) => cell.region === region)) });
    }
    const exact = places.flatMap(({ region, pupils, places: seats, deficit }) =>
      ([['PUPILS', pupils], ['PLACES', seats], ['DEFICIT', deficit]] as const).map(([measure, numerator]): IndexFigure => ({ region, measure, numerator: String(numerator), denominator: null })));
    return { raw, exact };
  });
}

/** Works an index out and stores it, in one transaction: the same figures as cohorts would have, and near ones as were told before. */
async function make(context: SubgraphContext, row: SnapshotRow, when: IndexYear): Promise<void> {
  const { raw, exact } = await rawIndex(context, row, when);
  await onRegister(context, AUDITORS, async (em) => {
    await em.execute(`select pg_advisory_xact_lock(hashtextextended('cohort questions', 7))`);
    const noise = noiseOf(em, row);
    const tell = async (kind: FigureKind, groups: readonly Raw['numerator'][]): Promise<(string | null)[]> => {
      const sizes = [...new Set(groups.map(({ cell }) => cell.children).filter((children) => children > 0))];
      const done = answered(await toldBefore(em, row, kind, sizes), groups.map(({ cell, perturbed }) => ({ cell, perturbed: () => perturbed(noise) })));
      await noteTold(em, row, kind, done.fresh);
      return done.answers;
    };
    const denominators = await tell('CHILDREN', raw.map(({ denominator }) => countOf(denominator)));
    const [shares, money] = [raw.filter(({ kind }) => kind === 'CHILDREN'), raw.filter(({ kind }) => kind === 'MONEY')];
    const numerators = new Map<Raw, string | null>();
    for (const [kind, of] of [['CHILDREN', shares], ['MONEY', money]] as const) (await tell(kind, of.map(({ numerator }) => numerator))).forEach((answer, i) => of[i] && numerators.set(of[i], answer));
    const figures = raw.map((one, i): IndexFigure => ({ region: one.region, measure: one.measure, numerator: numerators.get(one) ?? null, denominator: denominators[i] ?? null }));
    await storeIndex(em, row, when, monthOf(dayOf(row)), [...figures, ...exact]);
  });
}

/** An index with its figures. */
export interface RegionIndex {
  readonly row: IndexRow;
  readonly figures: readonly IndexFigure[];
}

/**
 * The index of a year: of the latest snapshot, but for another one of the same month that was first. Noise is another one with every
 * snapshot, so who could have an index of each would have its mean.
 */
export async function indexOf(context: SubgraphContext, year: number): Promise<RegionIndex | null> {
  const look = (): Promise<{ readonly snapshot: SnapshotRow; readonly found: IndexRow | null; readonly figures: IndexFigure[] }> =>
    onRegister(context, AUDITORS, async (em) => {
      const [snapshot, found] = [await snapshotAsked(em, null), await latestIndex(em, year)];
      return { snapshot, found, figures: found === null ? [] : await figuresOf(em, found) };
    });
  const before = await look();
  const day = dayOf(before.snapshot);
  if (year > Number(day.slice(0, 4))) return null;
  if (before.found !== null && monthOf(dayOf(before.found)) >= monthOf(day)) return { row: before.found, figures: before.figures };
  await make(context, before.snapshot, { year, day: `${year}-12-31` < day ? `${year}-12-31` : day });
  const after = await look();
  return after.found === null ? null : { row: after.found, figures: after.figures };
}
