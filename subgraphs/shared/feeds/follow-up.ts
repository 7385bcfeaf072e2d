import type { CivilDate } from '../clock.js';
import type { Database } from '../database/database.js';
import type { FeedContract } from './contract.js';

/**
 * Work of an owner that waits for its consumers, or that they ask for by pulling. It is begun when one of them has come further in the feed, and every few seconds
 * while any of them pulls, so that what a killed process has left is done by the next one. Done twice it ends in the same place.
 */
export interface FollowUp {
  readonly contract: FeedContract;
  /** What has not happened when it fails, for the log. */
  readonly failure: string;
  readonly run: (database: Database, today: CivilDate) => Promise<unknown>;
}
