import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { ChildBenefits } from '../child/child-benefits.type.js';
import { FACTS_SELECTION } from '../child/child-facts.type.js';
import { entitlementsOf } from './entitlement.service.js';
import { BenefitEntitlement } from './entitlement.type.js';

@Resolver(() => ChildBenefits)
export class EntitlementResolver {
  @Directive(`@requires(fields: "child { ${GRANT_SELECTION} ${FACTS_SELECTION.replaceAll(/\s+/g, ' ')} }")`)
  @Directive('@authenticated')
  @Directive(BENEFITS)
  @ListSize(16)
  @FieldResolver(() => [BenefitEntitlement], {
    nullable: true,
    description: 'What there is a right to on a day, awarded or not: every programme of the Social Code with its conditions, and what guardianship bodies have made due. Computed with facts of the civil registry and the ministry\'s own evidence; decides nothing. While a placement is shielded, nothing is computed with those with whom the child lives, and what only a child in care has is not there. Not available at the ministry\'s own endpoint.',
  })
  entitlements(
    @Root() section: ChildBenefits,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitEntitlement[]> {
    return entitlementsOf(section, on ?? context.today, context);
  }
}
