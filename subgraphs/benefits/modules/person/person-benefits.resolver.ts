import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { awardsForRecipient, inForceOn, monthlyTotal, withoutShielded } from '../award/award.service.js';
import { awardOf, BenefitAward, type OpenedAward } from '../award/award.type.js';
import { IN_FORCE, OF_PROGRAMME } from '../child/child-benefits.resolver.js';
import { BenefitPaymentState } from '../payment/payment-codes.type.js';
import { FROM, monthsAsked, paymentsOn, STATES_ARGUMENT, TO } from '../payment/payment.service.js';
import { BenefitPayment } from '../payment/payment.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { PersonBenefits, personSection } from './person-benefits.type.js';
import { Person } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive(BENEFITS)
  @FieldResolver(() => PersonBenefits, { nullable: true, description: 'Benefits this person receives, for themselves and for children.' })
  benefits(@Root() { iin, grant }: Person): PersonBenefits {
    return personSection(iin, grant);
  }
}

async function awardsOf({ record, relation }: PersonBenefits, context: SubgraphContext): Promise<OpenedAward[]> {
  const awards = await awardsForRecipient(record, context);
  return relation === 'SELF' ? awards : withoutShielded(awards, context);
}

@Resolver(() => PersonBenefits)
export class PersonBenefitsResolver {
  @Directive(BENEFITS)
  @ListSize(6)
  @FieldResolver(() => [BenefitAward], { nullable: true, description: 'Awards this person receives, newest first. Those about a child whose placement is shielded are shown to the recipient only.' })
  async awards(
    @Root() section: PersonBenefits,
    @Arg('on', () => DateScalar, { nullable: true, description: IN_FORCE }) on: string | undefined,
    @Arg('programme', () => BenefitProgrammeCode, { nullable: true, description: OF_PROGRAMME }) programme: BenefitProgrammeCode | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitAward[]> {
    const awards = await awardsOf(section, context);
    return awards
      .filter((award) => (on === undefined || inForceOn(award, on)) && (programme === undefined || award.row.programme === programme))
      .map(awardOf);
  }

  @Directive(BENEFITS)
  @ListSize(24)
  @FieldResolver(() => [BenefitPayment], { nullable: true, description: 'What was paid to this person, newest month first. Kept since January 2024, one-off benefits since 2021.' })
  async payments(
    @Root() section: PersonBenefits,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: string | undefined,
    @Arg('states', () => [BenefitPaymentState], STATES_ARGUMENT) states: BenefitPaymentState[],
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitPayment[]> {
    const asked = { ...monthsAsked(from, to, context.today), states };
    return paymentsOn(await awardsOf(section, context), asked, context);
  }

  @Directive(BENEFITS)
  @FieldResolver(() => Money, { nullable: true, description: 'Sum of the monthly awards this person receives on a day, after deductions.' })
  async monthlyTotal(
    @Root() section: PersonBenefits,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Money> {
    return monthlyTotal(await awardsOf(section, context), on ?? context.today, context);
  }
}
