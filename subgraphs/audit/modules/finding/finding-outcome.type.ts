import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { connectionType } from '../../../shared/pagination.js';
import { Finding } from './finding.type.js';

@Directive('@requiresScopes(scopes: [["audit"]])')
@ObjectType({ description: 'Findings that ministries were asked to answer.' })
export class AssignedFindings {
  @Field(() => Int, { nullable: true, description: 'How many; those that a ministry had been asked about before, or that are settled, are not among them.' })
  assigned!: number;
}

export const FindingConnection = connectionType('Finding', Finding);

export const AssignFindingsOutcome = outcomeType('AssignFindingsOutcome', AssignedFindings);
export type AssignFindingsOutcome = typeof AssignFindingsOutcome;

export const FindingOutcome = outcomeType('FindingOutcome', Finding);
export type FindingOutcome = typeof FindingOutcome;
