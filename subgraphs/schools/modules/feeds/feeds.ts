import { consume } from '../../../shared/feeds/consume.js';
import { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { applyRestrictions } from '../admission/withheld-place.js';
import { applyBirths, applyDeaths, applyGuardianships, applyParentages, applyResidences, applyRights } from '../resident/resident.feed.js';
import { iins } from './iins.js';

/** What the schools learn from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'schools', {
      BIRTH: applyBirths,
      DEATH: applyDeaths,
      RESIDENCE: applyResidences,
      PARENTAGE: applyParentages,
      PARENTAL_RIGHTS: applyRights,
      IIN_REPLACED: replacesIins(iins),
      IIN_SEALED: sealsIins(iins),
    }),
    consume(GUARDIANSHIPS, 'schools', { GUARDIANSHIPS: applyGuardianships }),
    consume(RESTRICTED, 'schools', { RESTRICTION: applyRestrictions }),
  ],
  iins,
};
