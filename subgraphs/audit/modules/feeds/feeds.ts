import { consume } from '../../../shared/feeds/consume.js';
import { IDENTIFICATION_ANSWERS } from '../../../shared/feeds/contracts/identifications.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { FeedsDefinition } from '../../../shared/feeds/feeds.js';
import { appliesAnswers } from '../identification/identification.feed.js';
import { appliesReplacements, sealsReplacements } from '../visit/replaced.js';
import { iins } from './iins.js';

/** What audit learns from others besides their ledgers: that somebody is known by another IIN, and that registry has looked for whom auditors want to know. */
export const feeds: FeedsDefinition = {
  consumes: [
    consume(LIFE_EVENTS, 'audit', { IIN_REPLACED: appliesReplacements, IIN_SEALED: sealsReplacements }),
    consume(IDENTIFICATION_ANSWERS, 'audit', { IDENTIFICATION_ANSWERED: appliesAnswers }),
  ],
  iins,
};
