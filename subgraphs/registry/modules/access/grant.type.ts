import { Directive, Field, ObjectType } from 'type-graphql';
import { GrantFields } from '../../../shared/access/grant.type.js';
import type { RegistryGrant } from './relation.js';

@Directive('@inaccessible')
@ObjectType('AccessGrant', { description: 'What the viewer is to a person on the day. Internal to the federation: only the planner asks for it.' })
export class AccessGrantType extends GrantFields implements RegistryGrant {
  @Field(() => Boolean, { description: 'Whether the viewer may draw on the person\'s accounts: not a professional foster carer, not a parent with limited rights.' })
  mayDraw!: boolean;
}
