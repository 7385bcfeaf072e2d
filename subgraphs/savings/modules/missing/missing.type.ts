import { Arg, Ctx, Directive, Field, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { inLanguage, type Language } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import type { Gap, GapCode } from '../../rules/missing.js';
import { GAP_TEXTS } from './missing-texts.js';

export const SavingsRegister = enumType('SavingsRegister', 'Where something is missing.', {
  CIVIL_REGISTRY: 'Births, deaths and citizenship: Ministry of Justice.',
  SAVINGS_LIST: 'The programme\'s own list of children, which is copied from the civil registry.',
  SAVINGS_LEDGER: 'What was credited.',
});
export type SavingsRegister = EnumValue<typeof SavingsRegister>;

export const SavingsGapCode = enumType('SavingsGapCode', 'Why a child has no sum that it should have.', {
  NOT_ON_LIST: 'The list does not have the child yet.',
  NOT_A_CITIZEN: 'The civil registry has no citizenship of Kazakhstan on record.',
  CITIZENSHIP_DIFFERS: 'The list has no citizenship that the registry has.',
  BIRTH_DATE_DIFFERS: 'The list has another birth date than the registry.',
  DEATH_DIFFERS: 'The list has a death that the registry has not.',
  LATE_REGISTRATION: 'The record arrived after the runs of some years.',
  YEAR_NOT_CREDITED: 'A run left the child out, or did not make up for a year.',
} satisfies Record<GapCode, string>);

@Directive('@authenticated')
@ObjectType({ description: 'What is missing when a child should have sums of the National Fund and has not: where, and what to do.' })
export class SavingsGap {
  @Field(() => SavingsGapCode, { description: 'What it is.' })
  code!: GapCode;

  @Field(() => SavingsRegister, { description: 'The register that it is in.' })
  register(): SavingsRegister {
    return GAP_TEXTS[this.code].register;
  }

  @Field(() => String, { description: 'The field of that register.' })
  field(): string {
    return GAP_TEXTS[this.code].field;
  }

  @ListSize(4)
  @Field(() => [Int], { description: 'Reporting years that were credited to others and not to the child.' })
  reportingYears!: readonly number[];

  @Field(() => String, { description: 'What is missing, in words.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(GAP_TEXTS[this.code].said, lang ?? context.language);
  }

  @Field(() => String, { description: 'What to do.' })
  whatToDo(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(GAP_TEXTS[this.code].whatToDo, lang ?? context.language);
  }
}

export const toGap = (gap: Gap): SavingsGap => Object.assign(new SavingsGap(), gap);
