import { Directive, ObjectType } from 'type-graphql';
import { GrantFields } from '../../../shared/access/grant.type.js';

@Directive('@inaccessible')
@ObjectType('AccessGrant', { description: 'What the viewer is to a person on the day. Internal to the federation: only the planner asks for it.' })
export class AccessGrantType extends GrantFields {}
