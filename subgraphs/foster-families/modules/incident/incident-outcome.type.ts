import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { answerWith } from '../access/answer.js';
import { incidentById } from './incident.repository.js';
import { CareIncident, toIncident } from './incident.type.js';

export const CareIncidentOutcome = outcomeType('CareIncidentOutcome', CareIncident);
export type CareIncidentOutcome = typeof CareIncidentOutcome;

/** Carries out a mutation and answers with the incident. */
export const answerWithIncident = answerWith(incidentById, toIncident);
