import type { Client } from 'pg';
import type { CivilDate } from '../clock.js';
import type { DatedParameter } from '../rules/rate-book.js';
import type { Household } from './household.js';

/** What is the same for all households of one synthetic population. */
export interface PopulationFacts {
  readonly seed: number;
  /** The day up to which the population has lived: nothing later has happened to it. */
  readonly asOf: CivilDate;
  /** How many people the programmes serve as children. */
  readonly children: number;
  /** The indices that the ministry of benefits had told by then; none when left out. */
  readonly indexParameters?: readonly DatedParameter[];
}

/**
 * A cell of a row, by its column's type: text, dates (`YYYY-MM-DD`), decimals and codes as strings, integers as numbers,
 * arrays of texts as such; a set of periods as their first days and the first days after them in turn, '' for an open end.
 * For a moment stands a day: 06:00 UTC of it, when all registers of the population do their recording.
 */
export type Cell = string | number | boolean | null | readonly string[];

/** The tables that a seed fills, each after those it refers to, and the columns that it gives. */
export type SeedTables = Readonly<Record<string, readonly string[]>>;

/** Takes the rows of a seed. */
export interface SeedWriter<Table extends string = string> {
  /**
   * Adds a row, cells in the order of the table's columns. The key of a table with an identity column `id`, and its
   * `public_id` where it has one, follow from where the row stands in the population; answers with the key.
   */
  row(table: Table, cells: readonly Cell[]): number;
}

/** Writes down what one ministry knows of the population. Its answers depend on its arguments alone, in any order and thread. */
export interface SeedRecorder<Table extends string = string> {
  /** Rows that stand before any household: schools, institutions. Their keys count from 1 in each table. */
  readonly first?: (write: SeedWriter<Table>) => void;
  /** The ministry's own records of one household. */
  readonly household: (household: Household, write: SeedWriter<Table>) => void;
}

/** How a subgraph fills its own database from a synthetic population. Called by `local/`, which does the loading. */
export interface SubgraphSeed<Table extends string = string, Reference = unknown> {
  readonly tables: Readonly<Record<Table, readonly string[]>>;
  /**
   * Where one sees which children the ministry knows: the `iin` of this table's rows, of those only in which `flag` is true;
   * and whether it must know every child of the population.
   */
  readonly children: { readonly table: Table; readonly flag?: string; readonly everyone?: true };
  /** What the rows need of the migrated database, read once; plain data, since rows may be made in another thread. */
  readonly readReference: (client: Client) => Promise<Reference>;
  readonly recorder: (facts: PopulationFacts, reference: Reference) => SeedRecorder<Table>;
}

/** A seed as `local/` takes it, whatever its tables and its reference are. */
export type AnySeed = SubgraphSeed;

/** Hides a seed's own types: reference and tables come back to it as it gave them. */
export const defineSeed = <Table extends string, Reference>(seed: SubgraphSeed<Table, Reference>): AnySeed => seed as unknown as AnySeed;

/**
 * A number from 0 (inclusive) to 1 (exclusive) that depends only on its arguments: how a seed decides what a
 * household does not say, the same way on every run and in any order. FNV-1a with a final avalanche.
 */
export function chance(seed: number, ...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < keys.length; i += 1) {
    const key = String(keys[i]);
    if (i > 0) hash = Math.imul(hash ^ SEPARATOR, FNV_PRIME);
    for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const FNV_PRIME = 0x01000193;
const SEPARATOR = 0x7c;
