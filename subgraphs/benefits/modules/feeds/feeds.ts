import { type Apply, consume, kept } from '../../../shared/feeds/consume.js';
import { DUE_ENTITLEMENTS } from '../../../shared/feeds/contracts/due-entitlements.js';
import { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { restrictedPeriods } from '../../../shared/feeds/restricted-periods.js';
import { sealAdopted } from '../award/adoption.feed.js';
import { offerOnBirth } from '../case/birth-offers.feed.js';
import { endSealed } from '../circumstance/adopted-away.feed.js';
import { applyCancelledAdoptions, applyCitizenships, applyDeaths, applyGuardianships, applyParentalRights } from '../circumstance/life-events.feed.js';
import { applyDueEntitlements } from '../due-entitlement/due-entitlement.feed.js';
import { parameterNews } from '../parameter/tell-parameters.js';
import { iins } from './iins.js';

/** Effects of one event, each on what the one before has left. */
const inOrder = <D>(...effects: readonly Apply<D>[]): Apply<D> => async (em, events) => {
  for (const effect of effects) await effect(em, events);
};

/** What the benefits learn from others, and what they owe to whoever pulls. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'benefits', {
      BIRTH: offerOnBirth,
      DEATH: applyDeaths,
      CITIZENSHIP: applyCitizenships,
      RESIDENCE: kept,
      PARENTAGE: inOrder(applyCancelledAdoptions, sealAdopted, endSealed),
      PARENTAL_RIGHTS: applyParentalRights,
      IIN_REPLACED: replacesIins(iins),
      IIN_SEALED: sealsIins(iins),
    }),
    consume(GUARDIANSHIPS, 'benefits', { GUARDIANSHIPS: applyGuardianships }),
    consume(DUE_ENTITLEMENTS, 'benefits', { DUE_ENTITLEMENT: applyDueEntitlements }),
    consume(RESTRICTED, 'benefits', { RESTRICTION: restrictedPeriods('shielding') }),
  ],
  iins,
  followUps: [parameterNews],
};
