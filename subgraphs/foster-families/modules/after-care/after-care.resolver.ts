import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { openedToOfficials } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { tookEffect } from '../placement/placement-status.type.js';
import { Placement } from '../placement/placement.type.js';
import { contactsOf, knownOf } from './after-care.repository.js';
import { AfterCare, contactOf, RecordAfterCareInput } from './after-care.type.js';
import { afterCareState, leftCareOn, nextContactBy, nobodyLeftOn } from './next-contact.js';
import { recordAfterCare } from './record-after-care.js';

const RECORD = ruleOf('recordAfterCare');

@Resolver(() => Placement)
export class AfterCareResolver {
  @Directive(CARE)
  @FieldResolver(() => AfterCare, { nullable: true, description: 'How who left care by it as an adult is looked after; null where nobody has by today. For officials: the authority, of the region, ombudsman and auditors. Withheld while a placement is shielded.' })
  async afterCare(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<AfterCare | null> {
    const { row, path } = openedToOfficials(held, context);
    const known = await knownOf(context, path).load(row.iin);
    const leftOn = known === null || !tookEffect(row) ? null : leftCareOn(row, known.birthDate, context.today);
    if (known === null || leftOn === null) return null;
    const contacts = await contactsOf(context, path).load(row.id);
    const nextBy = nobodyLeftOn(row, known.diedOn) === null ? nextContactBy(leftOn, known.birthDate, contacts, context.today) : null;
    return Object.assign(new AfterCare(), { leftOn, nextBy, state: afterCareState(nextBy, context.today), contacts: contacts.map(contactOf) });
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description: 'Records a follow-up of somebody who left care as an adult, and may close that. Whoever was not reached is to be followed up by the same day as before. Refusals: UNKNOWN_PLACEMENT, NOT_ON_RECORD (nobody left care as an adult by it by that day; pending), AFTER_DEATH, WRONG_AGE (too old), NOT_IN_THIS_STATE (closed).',
  })
  recordAfterCare(@Arg('input', () => RecordAfterCareInput, { description: 'The follow-up.' }) input: RecordAfterCareInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return recordAfterCare(context, RECORD, input);
  }
}
