import type { FeedContract } from './contract.js';
import { GUARDIANSHIPS } from './contracts/guardianships.js';
import { LIFE_EVENTS } from './contracts/life-events.js';
import { LIST_COUNTS } from './contracts/list-counts.js';
import { RESTRICTED } from './contracts/restricted.js';

/** Every feed between the subgraphs. */
export const FEEDS: readonly FeedContract[] = [LIFE_EVENTS, GUARDIANSHIPS, RESTRICTED, LIST_COUNTS];
