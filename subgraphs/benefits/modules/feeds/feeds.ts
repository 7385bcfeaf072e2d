import { type Apply, consume, kept } from '../../../shared/feeds/consume.js';
import { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { restrictedPeriods } from '../../../shared/feeds/restricted-periods.js';
import { sealAdopted } from '../award/adoption.feed.js';
import { offerOnBirth } from '../case/birth-offers.feed.js';
import { applyCancelledAdoptions, applyCitizenships, applyDeaths, applyGuardianships, applyParentalRights } from '../circumstance/life-events.feed.js';
import { iins } from './iins.js';

/** Two effects of one event, the second on what the first has left. */
const inOrder = <D>(first: Apply<D>, second: Apply<D>): Apply<D> => async (em, events) => {
  await first(em, events);
  await second(em, events);
};

/** What the benefits learn from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'benefits', {
      BIRTH: offerOnBirth,
      DEATH: applyDeaths,
      CITIZENSHIP: applyCitizenships,
      RESIDENCE: kept,
      PARENTAGE: inOrder(applyCancelledAdoptions, sealAdopted),
      PARENTAL_RIGHTS: applyParentalRights,
      IIN_REPLACED: replacesIins(iins),
      IIN_SEALED: sealsIins,
    }),
    consume(GUARDIANSHIPS, 'benefits', { GUARDIANSHIPS: applyGuardianships }),
    consume(RESTRICTED, 'benefits', { RESTRICTION: restrictedPeriods('shielding') }),
  ],
  iins,
};
