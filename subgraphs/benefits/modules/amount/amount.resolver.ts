import { Arg, Directive, Query, Resolver } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { BenefitFactsInput } from './amount-facts.type.js';
import { benefitAmount } from './amount.service.js';
import { BenefitAmount } from './amount.type.js';

@Resolver()
export class AmountResolver {
  @Directive('@cost(weight: 5)')
  @Query(() => BenefitAmount, {
    description: 'What a benefit comes to on a day and some facts, with the explanation. For every programme of the Social Code; what guardianship bodies decide (GUARDIAN, PATRONAGE, FOSTER_FAM, PRO_FOSTER, ADOPTION_ONCE) is computed by foster-families. Needs no database: it answers while PostgreSQL is down. Public. Errors: BAD_USER_INPUT naming the fact that is missing or out of range, or `on` for a day whose figures are not known (they are from 2021 on).',
  })
  benefitAmount(
    @Arg('programme', () => BenefitProgrammeCode, { description: 'The programme.' }) programme: BenefitProgrammeCode,
    @Arg('on', () => DateScalar, { description: 'The day whose law and figures count; for BIRTH the day of the application.' }) on: string,
    @Arg('facts', () => BenefitFactsInput, { description: 'What the amount depends on.' }) facts: BenefitFactsInput,
  ): BenefitAmount {
    return benefitAmount(programme, on, facts);
  }
}
