import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { answerWith } from '../access/answer.js';
import { careNeedById } from './care-need.repository.js';
import { CareNeed, toCareNeed } from './care-need.type.js';

export const CareNeedOutcome = outcomeType('CareNeedOutcome', CareNeed);
export type CareNeedOutcome = typeof CareNeedOutcome;

/** Carries out a mutation and answers with the child's record. */
export const answerWithNeed = answerWith(careNeedById, toCareNeed);
