import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { answerWith } from '../access/answer.js';
import { adoptionById } from './adoption.repository.js';
import { Adoption, toAdoption } from './adoption.type.js';

export const AdoptionOutcome = outcomeType('AdoptionOutcome', Adoption);
export type AdoptionOutcome = typeof AdoptionOutcome;

/** Carries out a mutation and answers with the adoption. */
export const answerWithAdoption = answerWith(adoptionById, toAdoption);
