import { consume, kept } from '../../../shared/feeds/consume.js';
import { INDEX_PARAMETERS } from '../../../shared/feeds/contracts/index-parameters.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { replacesIins, sealsIins } from '../../../shared/feeds/replaced.js';
import { applyBirths } from '../child/known-child.feed.js';
import { activation } from '../placement/activation.js';
import { catchingUp } from '../entitlement/catch-up.js';
import { importParameters } from '../index-parameter/parameter.feed.js';
import { applyDeaths, applyParentages } from '../placement/placement.feed.js';
import { iins } from './iins.js';

/** What the guardianship bodies learn from others, and what of their own waits for others. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'foster-families', {
      BIRTH: applyBirths,
      DEATH: applyDeaths,
      RESIDENCE: kept,
      PARENTAGE: applyParentages,
      PARENTAL_RIGHTS: kept,
      IIN_REPLACED: replacesIins(iins),
      IIN_SEALED: sealsIins(iins),
    }),
    consume(INDEX_PARAMETERS, 'foster-families', { INDEX_PARAMETERS: importParameters }),
  ],
  iins,
  followUps: [activation, catchingUp],
};
