import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { BenefitUnit } from '../../../shared/rules/benefit-unit.type.js';
import { BenefitProgrammeCode } from './programme-code.type.js';

export const BenefitScope = enumType('BenefitScope', 'Whom one award of a programme is for.', {
  CHILD: 'One child: each child has an award of its own.',
  FAMILY: 'Several children together: one award, counted in full for each of them.',
  PERSON: 'The recipient; no child is named in it.',
});
export type BenefitScope = EnumValue<typeof BenefitScope>;

export const BudgetLevel = enumType('BudgetLevel', 'Whose money pays a benefit.', {
  REPUBLICAN: 'The republican budget.',
  LOCAL: 'The budget of a region, city or district.',
  FUND: 'The State Social Insurance Fund.',
});
export type BudgetLevel = EnumValue<typeof BudgetLevel>;

export const DecidingBody = enumType('DecidingBody', 'Kind of body that decides on a benefit.', {
  MINISTRY_DEPARTMENT: 'Territorial department of the Ministry of Labour and Social Protection.',
  SOCIAL_INSURANCE_FUND: 'State Social Insurance Fund (МӘСҚ / ГФСС).',
  LOCAL_EXECUTIVE_BODY: 'Local executive body (akimat).',
  GUARDIANSHIP_BODY: 'Guardianship body: the award reaches the ministry as a due entitlement with its amount.',
});
export type DecidingBody = EnumValue<typeof DecidingBody>;

@Directive('@key(fields: "code")')
@ObjectType({ description: 'A benefit programme of the catalogue. Public.' })
export class BenefitProgramme {
  @Field(() => BenefitProgrammeCode, { description: 'Code of the programme.' })
  code!: BenefitProgrammeCode;

  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.names, lang ?? context.language);
  }

  @Field(() => String, { description: 'The articles it rests on.' })
  legalBasis!: string;

  @Field(() => BenefitUnit, { description: 'Once or monthly.' })
  unit!: BenefitUnit;

  @Field(() => BenefitScope, { description: 'Whether an award is for one child, for several together, or for the recipient.' })
  scope!: BenefitScope;

  @Field(() => BudgetLevel, { description: 'Whose money pays it.' })
  budgetLevel!: BudgetLevel;

  @Field(() => DecidingBody, { description: 'Who decides.' })
  decidedBy!: DecidingBody;
}
