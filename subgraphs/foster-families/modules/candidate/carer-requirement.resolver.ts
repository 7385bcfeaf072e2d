import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { inLanguage } from '../../../shared/language.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { requirementsOf } from '../../rules/candidate/eligibility.js';
import { CarerConditionCode } from './candidate-codes.type.js';
import { carerForm } from './carer-form.js';

@ObjectType({ description: 'What the law asks of whoever takes a child in.' })
export class CarerRequirement {
  @Field(() => CarerConditionCode, { description: 'The condition.' })
  code!: CarerConditionCode;

  @Field(() => String, { description: 'What it asks for.' })
  text!: string;

  @Field(() => String, { description: 'Article of the Code on Marriage and Family, or the order.' })
  article!: string;

  @Field(() => DateScalar, { description: 'First day on which it holds of that form; none is older than the form.' })
  validFrom!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo!: CivilDate | null;

  @Field(() => Certainty, { description: 'How sure it is: B where the wording of Law 236-VIII, or of the order on guest families, was not read; M where guests\' hosts are asked for what no act that was read asks of them.' })
  certainty!: Certainty;
}

@Resolver()
export class CarerRequirementResolver {
  @ListSize(20)
  @Query(() => [CarerRequirement], { nullable: true, description: 'What the law of a day asks of whoever takes a child in, in one form. Public.' })
  carerRequirements(
    @Arg('form', () => PlacementFormCode, { description: 'The form; every one but INSTITUTION.' }) form: PlacementFormCode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() { today, language }: SubgraphContext,
  ): CarerRequirement[] {
    return requirementsOf(carerForm(form, 'form'), on ?? today).map(({ condition: { code, text }, article, validFrom, validTo, certainty }) =>
      Object.assign(new CarerRequirement(), { code, text: inLanguage(text, language), article, validFrom, validTo: validTo ?? null, certainty }));
  }
}
