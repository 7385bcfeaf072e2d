import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { Child } from '../child/child.type.js';
import { careByGrant, careByRegister } from './care.opening.js';
import { ChildCare } from './care.type.js';

@Resolver(() => Child)
export class ChildResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive(CARE)
  @FieldResolver(() => ChildCare, { nullable: true, description: 'Care outside the family: placements. Empty for a child the guardianship bodies do not know.' })
  care(@Root() { iin, grant }: Child): ChildCare {
    return careByGrant(iin, grant);
  }
}

@Resolver()
export class CareResolver {
  @Directive(CARE)
  @Query(() => ChildCare, {
    nullable: true,
    description:
      'A child\'s placements by the register: for the authority that places children, and for caseworkers of the region where the child is placed today. `WITHHELD` outside of one\'s regions, for an unknown and for a shielded child alike.',
  })
  careOf(@Arg('iin', () => IIN, { description: 'The child\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): Promise<ChildCare> {
    return careByRegister(iin, context);
  }
}
