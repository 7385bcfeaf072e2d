import { monthStart } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { REGION_KATOS } from '../../../shared/scalars/scalars.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { dayOf, noiseOf, snapshotAsked } from '../cohort/cohort.service.js';
import { TIYN } from '../cohort/figures.js';
import { together, type Cell, type MoneyCell } from '../cohort/noise/cell.js';
import type { Noise } from '../cohort/noise/noise.js';
import { withSnapshot } from '../snapshot/read/with-snapshot.js';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import { figuresOf, latestIndex, storeIndex, type IndexFigure, type IndexRow } from './index.repository.js';
import { flaggedCells, placesOf, spendOf, type IndexYear } from './index-sql.js';
import { MEASURES, SHARES, type FlaggedCell, type WellbeingMeasure } from './measures.js';

/** A figure before it has its noise: each of its two numbers is told by this. */
interface Raw {
  readonly region: string;
  readonly measure: IndexFigure['measure'];
  readonly numerator: (noise: Noise, words: string) => string | null;
  readonly denominator: (noise: Noise, words: string) => string | null;
  /** What the denominator is of: measures of the same children have the same one, and not one draw each. */
  readonly of: WellbeingMeasure;
}

const countOf = (cell: Cell): Raw['numerator'] => (noise, words) => noise.count(words, cell)?.toString() ?? null;

/** The first measure that is of the same children. */
const ofWhom = (measure: WellbeingMeasure): WellbeingMeasure => MEASURES.find((one) => SHARES[one].of === SHARES[measure].of) ?? measure;

const sharesOf = (region: string, cells: readonly FlaggedCell[]): Raw[] =>
  MEASURES.map((measure) => {
    const { counted, of } = SHARES[measure];
    const all = cells.filter((cell) => cell.region === region && of(cell));
    return { region, measure, numerator: countOf(together(all.filter(counted))), denominator: countOf(together(all)), of: ofWhom(measure) };
  });

const spendIn = (region: string, money: MoneyCell | undefined, cells: readonly FlaggedCell[]): Raw => ({
  region,
  measure: 'SPEND',
  numerator: (noise, words) => (money === undefined ? null : noise.sum(words, money, TIYN.step)?.toString() ?? null),
  denominator: countOf(together(cells.filter((cell) => cell.region === region))),
  of: ofWhom('TOUCHED_BY_ONE'),
});

/** Everything that an index of a year has, worked out of a snapshot. */
async function rawIndex(context: SubgraphContext, row: SnapshotRow, when: IndexYear): Promise<{ readonly raw: Raw[]; readonly exact: IndexFigure[] }> {
  return withSnapshot(context, { id: row.id, argument: 'year', coordinate: 'Region.wellbeing' }, async ({ rows }) => {
    const cells = await flaggedCells(rows, when);
    const places = await placesOf(rows, when);
    const spend = await spendOf(rows, when);
    const raw = REGION_KATOS.flatMap((region) => [...sharesOf(region, cells), spendIn(region, spend.get(region), cells)]);
    const exact = places.flatMap(({ region, pupils, places: seats, deficit }) =>
      ([['PUPILS', pupils], ['PLACES', seats], ['DEFICIT', deficit]] as const).map(([measure, numerator]): IndexFigure => ({ region, measure, numerator: String(numerator), denominator: null })));
    return { raw, exact };
  });
}

/** Works an index out and stores it, in one transaction. Its words are its own, so that its figures say nothing of a cohort's. */
async function make(context: SubgraphContext, row: SnapshotRow, when: IndexYear): Promise<void> {
  const { raw, exact } = await rawIndex(context, row, when);
  await onRegister(context, AUDITORS, async (em) => {
    const noise = noiseOf(em, row);
    const words = (...of: readonly string[]): string => JSON.stringify(['index', when.year, ...of]);
    const figures = raw.map(({ region, measure, numerator, denominator, of }): IndexFigure =>
      ({ region, measure, numerator: numerator(noise, words(region, measure)), denominator: denominator(noise, words(region, 'of', of)) }));
    await storeIndex(em, row, when, monthStart(dayOf(row)), [...figures, ...exact]);
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
  if (before.found !== null && monthStart(dayOf(before.found)) >= monthStart(day)) return { row: before.found, figures: before.figures };
  await make(context, before.snapshot, { year, day: `${year}-12-31` < day ? `${year}-12-31` : day });
  const after = await look();
  return after.found === null ? null : { row: after.found, figures: after.figures };
}
