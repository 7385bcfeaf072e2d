import { consume, kept } from '../../../shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { iins } from './iins.js';

/** What the guardianship bodies learn from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'foster-families', { DEATH: kept, RESIDENCE: kept, PARENTAGE: kept, PARENTAL_RIGHTS: kept, IIN_REPLACED: replacesIins(iins), IIN_SEALED: sealsIins }),
  ],
  iins,
};
