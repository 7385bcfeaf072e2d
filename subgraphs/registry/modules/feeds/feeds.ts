import { consume } from '../../../shared/feeds/consume.js';
import { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { IDENTIFICATIONS } from '../../../shared/feeds/contracts/identifications.js';
import { RESTRICTED } from '../../../shared/feeds/contracts/restricted.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { applyRestrictions } from '../access/restriction.feed.js';
import { applyGuardianships } from '../guardianship/guardianship.feed.js';
import { appliesIdentifications } from '../identification/identification.feed.js';
import { iins } from './iins.js';

/** What the civil registry learns from others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(GUARDIANSHIPS, 'registry', { GUARDIANSHIPS: applyGuardianships }),
    consume(RESTRICTED, 'registry', { RESTRICTION: applyRestrictions }),
    consume(IDENTIFICATIONS, 'registry', appliesIdentifications),
  ],
  iins,
};
