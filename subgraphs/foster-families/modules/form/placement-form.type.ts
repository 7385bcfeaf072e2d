import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import type { PlacementFormRow } from './placement-form.entity.js';

export const PlacementFormCode = enumType('PlacementFormCode', 'Forms in which a child without parental care lives (Code on Marriage and Family).', {
  ADOPTION: 'Adoption, by a court; the first choice, and no placement of this register.',
  GUARDIANSHIP: 'Guardian of a child under 14 (art. 119).',
  TRUSTEESHIP: 'Trustee of a child of 14 to 18; follows guardianship without an act (art. 130).',
  PATRONAGE: 'Patronage carer, by contract (art. 133).',
  FOSTER_FAMILY: 'Foster family, by contract (art. 132-1).',
  PROFESSIONAL_FOSTER: 'Professional foster family, by contract of six months (art. 132-6).',
  GUEST: 'Guest family: short stays of a child who lives in an institution; the host never represents the child (art. 137-1).',
  INSTITUTION: 'Organisation for orphans and children without parental care; the last choice (art. 116).',
});
export type PlacementFormCode = EnumValue<typeof PlacementFormCode>;

@ObjectType({ description: 'A form of placement as the law has it in a period: terms are dated data, with their source.' })
export class PlacementForm {
  @Field(() => PlacementFormCode, { description: 'Code of the form.' })
  code!: PlacementFormCode;

  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.names, lang ?? context.language);
  }

  @Field(() => Boolean, { description: 'Whether the child lives in a family.' })
  familyForm!: boolean;

  @Field(() => Boolean, { description: 'Whether whoever takes the child in represents it before the law.' })
  representsChild!: boolean;

  @Field(() => Int, { nullable: true, description: 'Months within which each report on the child is due; null where the law asks for none.' })
  reportIntervalMonths!: number | null;

  @Field(() => Int, { nullable: true, description: 'Fewest children a family takes; null without a limit.' })
  minChildren!: number | null;

  @Field(() => Int, { nullable: true, description: 'Most children a family takes, siblings exempt; null without a limit.' })
  maxChildren!: number | null;

  @Field(() => Int, { nullable: true, description: 'Length of the contract in months; null where the contract itself sets it, or there is none.' })
  contractMonths!: number | null;

  @Field(() => Int, { nullable: true, description: 'How often a contract may be extended by the same term; 0 where only a new contract continues it; null without contracts.' })
  extensions!: number | null;

  @Field(() => Int, { nullable: true, description: 'Age in years at which the form ends without an act; null where the law sets none.' })
  endsAtAge!: number | null;

  @Field(() => PlacementFormCode, { nullable: true, description: 'The form that follows at that age with the same person, without an act; null where nothing does.' })
  continuesAs!: PlacementFormCode | null;

  @Field(() => DateScalar, { description: 'First day on which these terms hold.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which they no longer hold; null while they do.' })
  validTo!: string | null;

  @Field(() => String, { description: 'Act and articles.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Where the terms were read.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure they are.' })
  certainty!: Certainty;
}

export const toPlacementForm = (row: PlacementFormRow): PlacementForm =>
  Object.assign(new PlacementForm(), {
    code: row.code,
    names: { kk: row.nameKk, ru: row.nameRu, en: row.nameEn },
    familyForm: row.familyForm,
    representsChild: row.representsChild,
    reportIntervalMonths: row.reportIntervalMonths ?? null,
    minChildren: row.minChildren ?? null,
    maxChildren: row.maxChildren ?? null,
    contractMonths: row.contractMonths ?? null,
    extensions: row.extensions ?? null,
    endsAtAge: row.endsAtAge ?? null,
    continuesAs: row.continuesAs ?? null,
    validFrom: row.validFrom,
    validTo: row.validTo ?? null,
    legalBasis: row.legalBasis,
    source: row.source,
    certainty: row.certainty,
  });
