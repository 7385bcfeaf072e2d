import { consume, kept } from '../../../shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { restrictedPeriods } from '../../../shared/feeds/restricted-periods.js';
import { iins } from './iins.js';

/** What the schools learn from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'schools', { BIRTH: kept, DEATH: kept, RESIDENCE: kept, IIN_REPLACED: replacesIins(iins), IIN_SEALED: sealsIins(iins) }),
    consume(RESTRICTED, 'schools', { RESTRICTION: restrictedPeriods('restricted_child') }),
  ],
  iins,
};
