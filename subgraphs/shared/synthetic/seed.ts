import type { Client } from 'pg';
import type { CivilDate } from '../clock.js';
import type { Household } from './household.js';

/** What is the same for all households of one synthetic population. */
export interface PopulationFacts {
  readonly seed: number;
  /** The day up to which the population has lived: nothing later has happened to it. */
  readonly asOf: CivilDate;
  /** How many people the programmes serve as children. */
  readonly children: number;
}

/**
 * How a subgraph fills its own database from a synthetic population. Called by `local/` with a connection as the
 * `_app` role, inside a transaction on the register path (see `inBulkTransaction`), so a chunk is in or it is not.
 */
export interface SubgraphSeed {
  /** Rows that stand before any household: schools, institutions. Called once, before the first chunk. */
  prepare(client: Client, facts: PopulationFacts): Promise<void>;
  /** The subgraph's own records of some households. */
  load(client: Client, households: readonly Household[], facts: PopulationFacts): Promise<void>;
}

/**
 * A number from 0 (inclusive) to 1 (exclusive) that depends only on its arguments: how a seed decides what a
 * household does not say, the same way on every run and in any order. FNV-1a with a final avalanche.
 */
export function chance(seed: number, ...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of keys.join('|')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
