import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { answerWith } from '../access/answer.js';
import { candidateById } from './candidate.repository.js';
import { CarerCandidate, toCandidate } from './candidate.type.js';

export const CarerCandidateOutcome = outcomeType('CarerCandidateOutcome', CarerCandidate);
export type CarerCandidateOutcome = typeof CarerCandidateOutcome;

/** Carries out a mutation and answers with the candidate. */
export const answerWithCandidate = answerWith(candidateById, toCandidate);
