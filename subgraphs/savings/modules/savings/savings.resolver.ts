import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { SAVINGS } from '../access/scope.js';
import { Child } from '../child/child.type.js';
import { savingsByGrant, savingsByRegister } from './savings.opening.js';
import { ChildSavings } from './savings.type.js';

@Resolver(() => Child)
export class ChildResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive(SAVINGS)
  @FieldResolver(() => ChildSavings, { nullable: true, description: 'Savings from the National Fund. Empty for a child who was never on a list.' })
  savings(@Root() { iin, grant }: Child): ChildSavings {
    return savingsByGrant(iin, grant);
  }
}

@Resolver()
export class SavingsResolver {
  @Directive(SAVINGS)
  @Query(() => ChildSavings, { nullable: true, description: 'A child\'s savings by the register, for the fund\'s own staff. Empty for an unknown child.' })
  savingsOf(@Arg('iin', () => IIN, { description: 'The child\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): ChildSavings {
    return savingsByRegister(iin, context);
  }
}
