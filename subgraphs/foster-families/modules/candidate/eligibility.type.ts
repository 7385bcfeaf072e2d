import { Ctx, Directive, Field, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage } from '../../../shared/language.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import type { Checked, Eligibility } from '../../rules/candidate/eligibility.js';
import { CandidateEvidenceKind, CarerConditionCode } from './candidate-codes.type.js';
import { ListSize } from '../../../shared/list-size.js';

@Directive('@authenticated')
@ObjectType({ description: 'A condition of the law, and what is known of it.' })
export class CarerCondition {
  checked!: Checked;

  @Field(() => CarerConditionCode, { description: 'The condition.' })
  code(): CarerConditionCode {
    return this.checked.condition.code;
  }

  @Field(() => String, { description: 'What it asks for.' })
  text(@Ctx() { language }: SubgraphContext): string {
    return inLanguage(this.checked.condition.text, language);
  }

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met; null where no paper tells.' })
  met(): boolean | null {
    return this.checked.met;
  }

  @Field(() => String, { nullable: true, description: 'What was found: YES or NO, an age, square metres for each person, a day; null where no paper tells.' })
  value(): string | null {
    return this.checked.value;
  }

  @Field(() => String, { nullable: true, description: 'The paper that it rests on; null where it needs none, or there is none.' })
  source(): string | null {
    return this.checked.paper?.source ?? null;
  }

  @Field(() => String, { description: 'Article of the Code on Marriage and Family, or the order.' })
  article(): string {
    return this.checked.article;
  }

  @Field(() => Certainty, { description: 'How sure it is: as of `carerRequirements`.' })
  certainty(): Certainty {
    return this.checked.certainty;
  }
}

@Directive('@authenticated')
@ObjectType({ description: 'Whether a candidate may take a child in, in one form on one day, by the law of that day.' })
export class CarerEligibility {
  @Field(() => PlacementFormCode, { description: 'The form.' })
  form!: PlacementFormCode;

  @Field(() => DateScalar, { description: 'The day.' })
  on!: CivilDate;

  @Field(() => Boolean, { nullable: true, description: 'Whether the law allows it; null where nothing speaks against it and a paper is missing.' })
  allowed!: boolean | null;

  @Field(() => Boolean, { description: 'Whether the guardianship body has found the candidate suitable in that form, by its last decision.' })
  suitable!: boolean;

  @ListSize(20)
  @Field(() => [CarerCondition], { description: 'Every condition that the law has on that day.' })
  conditions!: CarerCondition[];

  @ListSize(4)
  @Field(() => [CandidateEvidenceKind], { description: 'Papers that are missing.' })
  missingEvidence!: readonly CandidateEvidenceKind[];
}

export const eligibilityOf = (form: PlacementFormCode, on: CivilDate, suitable: boolean, { allowed, conditions, missing }: Eligibility): CarerEligibility =>
  Object.assign(new CarerEligibility(), { form, on, allowed, suitable, conditions: conditions.map((checked) => Object.assign(new CarerCondition(), { checked })), missingEvidence: missing });
