import { consume } from '../../../shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { LIST_COUNTS } from '../../../shared/feeds/contracts/list-counts.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { applyBirths, applyCitizenships, applyDeaths } from '../list/list.feed.js';
import { applyCounts } from '../region-count/region-count.feed.js';
import { iins } from './iins.js';

/** What the fund learns from the civil registry: its list of children, and how many of them live where. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'savings', { BIRTH: applyBirths, DEATH: applyDeaths, CITIZENSHIP: applyCitizenships, IIN_REPLACED: replacesIins(iins), IIN_SEALED: sealsIins(iins) }),
    consume(LIST_COUNTS, 'savings', { LIST_COUNTED: applyCounts }),
  ],
  iins,
};
