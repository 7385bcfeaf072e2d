import type { SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import type { CivilDate } from '../../../subgraphs/shared/clock.js';
import type { Household } from '../../../subgraphs/shared/synthetic/household.js';
import type { Cell, PopulationFacts } from '../../../subgraphs/shared/synthetic/seed.js';
import type { HouseholdRows } from '../../seeding/household-rows.js';
import type { Births } from '../births.js';
import type { Day } from '../calendar.js';
import type { Random } from '../random.js';
import type { Rule } from './rules.js';
import type { Scene } from './scene.js';

/** A row that is wrong, or that should be there: what an auditor's rule has to find. */
export interface WrongRow {
  /** Which rules find it; those of the kind when left out. */
  readonly rules?: readonly Rule[];
  readonly table: string;
  /** Names the row by what it says; with the public id of what it belongs to, where that has one. */
  readonly key: Readonly<Record<string, Cell>>;
  /** Null when the row as a whole is meant. */
  readonly column: string | null;
  /** What would stand there; null for nothing. */
  readonly expected: Cell;
  readonly planted: Cell;
}

/** What rows are changed by, besides themselves. */
export interface PlantContext {
  readonly household: Household;
  readonly facts: PopulationFacts;
  /** As the subgraph's seed reads it from its database. */
  readonly reference: unknown;
}

/** Finds the error in the rows that a seed made of the story, or puts it there. */
export type Plant = (rows: HouseholdRows, context: PlantContext) => readonly WrongRow[];

/** One planted error. */
export interface Anomaly {
  readonly child: string;
  /** Other people whom it concerns. */
  readonly others: readonly string[];
  readonly what: string;
  readonly dates: Readonly<Record<string, CivilDate>>;
  readonly plant: Readonly<Partial<Record<SubgraphName, Plant>>>;
}

/**
 * One way in which things go wrong, with a household made to fit: so any household can be chosen for it, and the number of
 * errors does not hang on what chance tells. All else in that household is as it should be.
 */
export interface AnomalyKind {
  readonly code: string;
  readonly rules: readonly [Rule, ...Rule[]];
  /** Whose rows are wrong. */
  readonly programmes: readonly [SubgraphName, ...SubgraphName[]];
  readonly title: string;
  /** The children of each family, oldest first. */
  readonly births: (asOf: Day, random: Random) => readonly Births[];
  /** What befell them, and what is wrong with whom. */
  readonly tell: (scene: Scene) => Anomaly;
  /** True when `tell` says whose children they are; otherwise they are their parents' by birth. */
  readonly tellsParentage?: true;
}
