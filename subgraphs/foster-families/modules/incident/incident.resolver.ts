import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { openedToAuthority } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { Placement } from '../placement/placement.type.js';
import { followUpIncident } from './follow-up-incident.js';
import { CareIncidentOutcome } from './incident-outcome.type.js';
import { FollowUpIncidentInput, RecordIncidentInput } from './incident.input.type.js';
import { incidentsOf } from './incident.repository.js';
import { CareIncident, toIncident } from './incident.type.js';
import { recordIncident } from './record-incident.js';

const RECORD = ruleOf('recordIncident');
const FOLLOW_UP = ruleOf('followUpIncident');

@Resolver(() => Placement)
export class IncidentResolver {
  @Directive(CARE)
  @ListSize(3)
  @FieldResolver(() => [CareIncident], { nullable: true, description: 'What happened to the child there, oldest first. For the authority that places children, in its regions. Withheld while a placement is shielded from whoever asks.' })
  async incidents(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<CareIncident[]> {
    const { row } = openedToAuthority(held, context);
    return (await incidentsOf(context, 'register').load(row.id)).map(toIncident);
  }

  @Directive(CARE)
  @Mutation(() => CareIncidentOutcome, {
    nullable: true,
    description: 'Records something that happened to a child in its placement. With SEVERE the placement is to be reviewed at once. Refusals: UNKNOWN_PLACEMENT, NOT_ON_RECORD (pending; a day before the placement, or after the day of its end).',
  })
  recordIncident(@Arg('input', () => RecordIncidentInput, { description: 'The incident.' }) input: RecordIncidentInput, @Ctx() context: SubgraphContext): Promise<CareIncidentOutcome> {
    return recordIncident(context, RECORD, input);
  }

  @Directive(CARE)
  @Mutation(() => CareIncidentOutcome, {
    nullable: true,
    description: 'Records what was done about an incident, and with an outcome closes it. Refusals: UNKNOWN_INCIDENT, VERSION_CONFLICT, NOT_IN_THIS_STATE (closed), OUT_OF_ORDER (before it was reported; closed before the last that was done).',
  })
  followUpIncident(@Arg('input', () => FollowUpIncidentInput, { description: 'What was done.' }) input: FollowUpIncidentInput, @Ctx() context: SubgraphContext): Promise<CareIncidentOutcome> {
    return followUpIncident(context, FOLLOW_UP, input);
  }
}
