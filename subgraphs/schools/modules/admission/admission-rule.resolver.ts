import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { admissionRules } from './admission-rule.repository.js';
import { admissionRuleOf, SchoolAdmissionRule } from './admission-rule.type.js';

@Resolver()
export class AdmissionRuleResolver {
  @ListSize(15)
  @Query(() => [SchoolAdmissionRule], { nullable: true, description: 'When one may apply for a school on a day, which papers it takes, and on what grounds it is refused. Public.' })
  async schoolAdmissionRules(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<SchoolAdmissionRule[]> {
    return (await admissionRules(context)).filter((rule) => holdsOn(rule, on ?? context.today)).map(admissionRuleOf);
  }
}
