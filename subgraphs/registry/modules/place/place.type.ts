import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { KATO } from '../../../shared/scalars/scalars.js';

export const RegionKind = enumType('RegionKind', 'Kind of a first-level territorial unit.', {
  REGION: 'Region (облыс / область).',
  CITY: 'City of republican significance, or the capital.',
});
export type RegionKind = EnumValue<typeof RegionKind>;

@Directive('@key(fields: "kato")')
@ObjectType({ description: 'A district, or a city with the rank of one: the second level of the classifier. 224 of them.' })
export class District {
  @Field(() => KATO, { description: 'Its KATO code.' })
  kato!: string;

  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.names, lang ?? context.language);
  }
}

@Directive('@key(fields: "kato")')
@ObjectType({ description: 'One of the 20 regions: 17 regions and three cities (since 8 June 2022).' })
export class Region {
  @Field(() => KATO, { description: 'Its KATO code: two digits and seven zeros.' })
  kato!: string;

  @Field(() => String, { description: 'ISO 3166-2 code, e.g. KZ-75.' })
  iso!: string;

  @Field(() => RegionKind, { description: 'Region or city.' })
  kind!: RegionKind;

  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.names, lang ?? context.language);
  }
}
