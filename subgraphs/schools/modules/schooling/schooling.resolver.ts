import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { EDUCATION } from '../access/scope.js';
import { Child } from '../child/child.type.js';
import { schoolingByGrant, schoolingByRegister } from './schooling.opening.js';
import { ChildSchooling } from './schooling.type.js';


@Resolver(() => Child)
export class ChildResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive(EDUCATION)
  @FieldResolver(() => ChildSchooling, { nullable: true, description: 'Schooling: enrolments. Empty for a child the education ministry does not know.' })
  schooling(@Root() { iin, grant }: Child): ChildSchooling {
    return schoolingByGrant(iin, grant);
  }
}

@Resolver()
export class SchoolingResolver {
  @Directive(EDUCATION)
  @Query(() => ChildSchooling, {
    nullable: true,
    description:
      'A child\'s enrolments by the register: for the education ministry, and for caseworkers of the region where the child goes to school today. `WITHHELD` outside of one\'s regions, for an unknown child and for one whose whereabouts are withheld alike.',
  })
  schoolingOf(@Arg('iin', () => IIN, { description: 'The child\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): Promise<ChildSchooling> {
    return schoolingByRegister(iin, context);
  }
}
