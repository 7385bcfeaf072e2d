import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { SchoolProject } from './project.type.js';

export const SchoolProjectOutcome = outcomeType('SchoolProjectOutcome', SchoolProject);
export type SchoolProjectOutcome = typeof SchoolProjectOutcome;
