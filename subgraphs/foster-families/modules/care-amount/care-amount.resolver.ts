import type { Decimal } from 'decimal.js';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { careAmount } from './care-amount.service.js';
import { CareAmount } from './care-amount.type.js';
import { CareProgrammeCode } from './care-programme-code.type.js';

@Resolver()
export class CareAmountResolver {
  @Directive('@cost(weight: 5)')
  @Query(() => CareAmount, {
    nullable: true,
    description: 'What the money of a form of care comes to on a day and some facts, with the explanation. Public. Errors: BAD_USER_INPUT naming the fact that is missing or out of range, or `on` for a day whose figures are not known or have not been told yet (indices come from the ministry of benefits, and are from 2021 on); UNAVAILABLE while none have.',
  })
  careAmount(
    @Arg('programme', () => CareProgrammeCode, { description: 'The programme.' }) programme: CareProgrammeCode,
    @Arg('on', () => DateScalar, { description: 'The day whose law and figures count.' }) on: string,
    @Arg('wards', () => Int, { nullable: true, description: 'Children, 0 to 50. GUARDIAN, FOSTER_FAM, ADOPTION_ONCE: one when left out. PRO_FOSTER: their money is not in it when left out, and it is needed without `carers`.' }) wards: number | undefined,
    @Arg('carers', () => Int, { nullable: true, description: 'Carers who are paid, 0 to 10. PATRONAGE: one when left out. PRO_FOSTER: their pay is not in it when left out.' }) carers: number | undefined,
    @Arg('wardIncome', () => DecimalScalar, { nullable: true, description: 'The ward\'s own means, tenge a month, 0 to 1,000,000,000: wages, alimony, social payments, income from property. GUARDIAN of one ward: what they lack is paid; the full amount when left out.' }) wardIncome: Decimal | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<CareAmount> {
    return careAmount(programme, on, { wards, carers, wardIncome }, context);
  }
}
