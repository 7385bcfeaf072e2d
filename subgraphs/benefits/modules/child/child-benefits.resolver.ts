import { Arg, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION, requireGrant } from '../../../shared/access/grant.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { clientError } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { REGISTER_ROLES } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { awardsForChild, inForceOn, monthlyTotal } from '../award/award.service.js';
import { awardOf, BenefitAward } from '../award/award.type.js';
import { BenefitPaymentState } from '../payment/payment-codes.type.js';
import { FROM, monthsAsked, paymentsOn, STATES_ARGUMENT, TO } from '../payment/payment.service.js';
import { BenefitPayment } from '../payment/payment.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { careBenefitUntil } from '../rate/care-term.service.js';
import { benefitsSection, ChildBenefits, openedSection } from './child-benefits.type.js';
import { Child } from './child.type.js';

/** The description of the two arguments of every list of awards. */
export const IN_FORCE = 'Only awards in force on this day; past and coming ones too when left out.';
export const OF_PROGRAMME = 'Only awards of this programme.';

@Resolver(() => Child)
export class ChildResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive(BENEFITS)
  @FieldResolver(() => ChildBenefits, { nullable: true, description: 'Benefits: what is awarded and paid for the child.' })
  benefits(@Root() { iin, grant }: Child): ChildBenefits {
    return benefitsSection({ ...requireGrant(iin, grant, 'benefits'), path: 'relation' });
  }
}

@Resolver(() => ChildBenefits)
export class ChildBenefitsResolver {
  @Directive(BENEFITS)
  @Query(() => ChildBenefits, {
    nullable: true,
    description: 'A child\'s section of the register: for the ministry, and for caseworkers what their regions pay. Empty for an unknown child, and for a caseworker while a placement of the child is shielded.',
  })
  benefitsOf(@Arg('iin', () => IIN, { description: 'The child\'s IIN.' }) iin: string, @Ctx() context: SubgraphContext): ChildBenefits {
    requireRole(context, REGISTER_ROLES);
    return benefitsSection({ iin, path: 'register', restricted: false });
  }

  @Directive(BENEFITS)
  @ListSize(6)
  @FieldResolver(() => [BenefitAward], { nullable: true, description: 'Awards for the child, newest first. While a placement is shielded, only what is due for the child itself, whoever raises it (DIS_CHILD, SURVIVOR, SURVIVOR_GFSS), and what the viewer receives; payments and totals are of the same awards.' })
  async awards(
    @Root() section: ChildBenefits,
    @Arg('on', () => DateScalar, { nullable: true, description: IN_FORCE }) on: string | undefined,
    @Arg('programme', () => BenefitProgrammeCode, { nullable: true, description: OF_PROGRAMME }) programme: BenefitProgrammeCode | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitAward[]> {
    const awards = await awardsForChild(openedSection(section), context);
    return awards
      .filter((award) => (on === undefined || inForceOn(award, on)) && (programme === undefined || award.row.programme === programme))
      .map(awardOf);
  }

  @Directive(BENEFITS)
  @ListSize(24)
  @FieldResolver(() => [BenefitPayment], { nullable: true, description: 'What was paid on the child\'s awards, newest month first; a family\'s award in full. Kept since January 2024, one-off benefits since 2021.' })
  async payments(
    @Root() section: ChildBenefits,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: string | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: string | undefined,
    @Arg('states', () => [BenefitPaymentState], STATES_ARGUMENT) states: BenefitPaymentState[],
    @Ctx() context: SubgraphContext,
  ): Promise<BenefitPayment[]> {
    const asked = { ...monthsAsked(from, to, context.today), states };
    return paymentsOn(await awardsForChild(openedSection(section), context), asked, context);
  }

  @Directive(BENEFITS)
  @FieldResolver(() => Money, {
    nullable: true,
    description: 'Sum of the monthly awards in force on a day, after deductions. An award for a family counts in full for each child, so totals of brothers and sisters must not be added; Person.benefits.monthlyTotal can be.',
  })
  async monthlyTotal(
    @Root() section: ChildBenefits,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Money> {
    return monthlyTotal(await awardsForChild(openedSection(section), context), on ?? context.today, context);
  }

  @Directive(`@requires(fields: "child { ${GRANT_SELECTION} facts { birthDate deathDate } }")`)
  @Directive('@authenticated')
  @Directive(BENEFITS)
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'Last day for which a childcare benefit (CARE_STATE, CARE_GFSS) can be due for this child, whether or not one is awarded: one year from birth until 2022, one and a half since 2023, or the month of death. Asks the civil registry; not available at the ministry\'s own endpoint.',
  })
  careBenefitUntil(@Root() section: ChildBenefits, @Ctx() context: SubgraphContext): Promise<string | null> {
    const { path } = openedSection(section);
    if (section.facts === null && path === 'register') {
      throw clientError('UNAVAILABLE', 'This field is computed with facts of the civil registry: ask it through the gateway.');
    }
    return careBenefitUntil(section.facts, context);
  }
}
