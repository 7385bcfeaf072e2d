import type { FeedContract } from './contract.js';
import { DUE_ENTITLEMENTS } from './contracts/due-entitlements.js';
import { GUARDIANSHIPS } from './contracts/guardianships.js';
import { IDENTIFICATION_ANSWERS, IDENTIFICATIONS } from './contracts/identifications.js';
import { INDEX_PARAMETERS } from './contracts/index-parameters.js';
import { LIFE_EVENTS } from './contracts/life-events.js';
import { LIST_COUNTS } from './contracts/list-counts.js';
import { RESTRICTED } from './contracts/restricted.js';

/** Every feed between the subgraphs. */
export const FEEDS: readonly FeedContract[] = [LIFE_EVENTS, GUARDIANSHIPS, RESTRICTED, INDEX_PARAMETERS, DUE_ENTITLEMENTS, LIST_COUNTS, IDENTIFICATIONS, IDENTIFICATION_ANSWERS];
