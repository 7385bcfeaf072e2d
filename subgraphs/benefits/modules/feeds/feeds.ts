import { consume, kept } from '../../../shared/feeds/consume.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { restrictedPeriods } from '../../../shared/feeds/restricted-periods.js';
import { sealAdopted } from '../award/adoption.feed.js';
import { offerOnBirth } from '../case/birth-offers.feed.js';
import { iins } from './iins.js';

/** What the benefits learn from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'benefits', {
      BIRTH: offerOnBirth,
      DEATH: kept,
      CITIZENSHIP: kept,
      RESIDENCE: kept,
      PARENTAGE: sealAdopted,
      PARENTAL_RIGHTS: kept,
      IIN_REPLACED: replacesIins(iins),
      IIN_SEALED: sealsIins,
    }),
    consume(RESTRICTED, 'benefits', { RESTRICTION: restrictedPeriods('shielding') }),
  ],
  iins,
};
