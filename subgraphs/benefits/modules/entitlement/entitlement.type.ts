import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BenefitUnit } from '../../../shared/rules/benefit-unit.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BenefitAmountStep } from '../amount/amount.type.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { referencedProgramme } from '../programme/programme.resolver.js';
import { BenefitProgramme } from '../programme/programme.type.js';
import { EvidenceRegister } from './evidence-register.type.js';

const ARTICLE = 'Where it stands: article of the Social Code, point, subpoint; FC is the Code on Marriage and Family.';

@Directive('@authenticated')
@ObjectType({ description: 'One condition of a right, with what the registers say of it.' })
export class EntitlementCondition {
  @Field(() => String, { description: 'Its code, e.g. CARER_NOT_INSURED: the same in every language.' })
  code!: string;

  said!: LocalizedText;

  @Field(() => String, { description: 'The condition in words.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met; null while evidence is missing, and of a shielded child where it rests on those with whom the child lives.' })
  met!: boolean | null;

  @Field(() => String, { nullable: true, description: 'What the register says: a day, a number, a code of its own; null where it says nothing, and where it is about somebody whose family or income the viewer may not see.' })
  value!: string | null;

  @Field(() => EvidenceRegister, { description: 'Where it is read.' })
  source!: EvidenceRegister;

  @Field(() => String, { description: ARTICLE })
  article!: string;
}

@Directive('@authenticated')
@ObjectType({ description: 'What would have to be otherwise for a right.' })
export class EntitlementChange {
  @Field(() => String, { description: 'Code of the condition that is not met.' })
  code!: string;

  said!: LocalizedText;

  @Field(() => String, { description: 'What would change the answer.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }

  @Field(() => String, { description: ARTICLE })
  article!: string;
}

@Directive('@authenticated')
@ObjectType({ description: 'Evidence that no register has, and without which the answer or the amount is open.' })
export class MissingEvidence {
  missing!: LocalizedText;
  where!: LocalizedText;

  @Field(() => String, { description: 'What is missing.' })
  what(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.missing, lang ?? context.language);
  }

  @Field(() => String, { description: 'Who gives it out.' })
  whereToGet(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.where, lang ?? context.language);
  }

  @Field(() => String, { description: ARTICLE })
  article!: string;
}

@Directive('@authenticated')
@ObjectType({ description: 'A child\'s right to one programme on a day: what the law says of what the registers have. Nothing is decided by it.' })
export class BenefitEntitlement {
  code!: BenefitProgrammeCode;

  @Field(() => BenefitProgramme, { nullable: true, description: 'The programme.' })
  programme(@Ctx() context: SubgraphContext): Promise<BenefitProgramme | null> {
    return referencedProgramme({ code: this.code }, context);
  }

  @Field(() => Boolean, { nullable: true, description: 'Whether there is a right on the day, awarded or not; null while evidence is missing.' })
  eligible!: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the right; where it begins with the application, the day of that, or the day asked about while there is none. Null where there is no right at any time, or it cannot be told.' })
  since!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the right; null where there is none, or where it cannot be told.' })
  until!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day to apply; null without a limit.' })
  applyBy!: string | null;

  @Field(() => Money, { nullable: true, description: 'What it comes to on the day, before deductions; an award for several children is not divided. Null without a right, and while a fact or a figure of the day is not known.' })
  amount!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What is paid out of `amount`, after the pension contribution.' })
  net!: Money | null;

  @Field(() => BenefitUnit, { description: 'Whether it is paid once or every month.' })
  unit!: BenefitUnit;

  @ListSize(6)
  @Field(() => [EntitlementCondition], { description: 'Every condition of the right.' })
  conditions!: EntitlementCondition[];

  @ListSize(2)
  @Field(() => [EntitlementChange], { description: 'What would change the answer: one entry for each condition that is not met.' })
  wouldChange!: EntitlementChange[];

  @ListSize(2)
  @Field(() => [MissingEvidence], { description: 'What is missing, where the answer or the amount depends on it.' })
  missingEvidence!: MissingEvidence[];

  @ListSize(4)
  @Field(() => [BenefitAmountStep], { description: 'How the amount was computed, step by step. Empty without one, and to a citizen where it rests on the income of somebody else.' })
  steps!: BenefitAmountStep[];
}
