import { consume } from '../../../shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { appliesReplacements, sealsReplacements } from '../visit/replaced.js';
import { iins } from './iins.js';

/** What audit learns from others besides their ledgers: that somebody is known by another IIN. */
export const feeds: FeedsDefinition = {
  consumes: [consume(LIFE_EVENTS, 'audit', { IIN_REPLACED: appliesReplacements, IIN_SEALED: sealsReplacements })],
  iins,
};
