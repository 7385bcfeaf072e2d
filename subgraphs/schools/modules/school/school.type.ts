import type { Decimal } from 'decimal.js';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { deficitOf, shiftCoefficient } from '../infrastructure/places.js';
import { normOn } from '../norm/norm.repository.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import { pupilsOf, rollsOfSchool } from '../roll/roll.service.js';
import { SchoolRoll } from '../roll/roll.type.js';
import { SchoolFeatures } from './school-features.type.js';
import type { SchoolRow } from './school.entity.js';
import { BuildingState, InstructionLanguage, SchoolOwnership, SchoolProgramme, SchoolType } from './school.enums.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A school. Its facts are public; who goes there is not.' })
export class School {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** Key of the row, for look-ups. */
  key!: string;
  names!: LocalizedText;
  regionKato!: string;
  districtKato!: string;

  @Field(() => BIN, { description: 'Business identification number.' })
  bin!: string;

  @Field(() => String, { nullable: true, description: 'Id in the National Education Database (ҰББДҚ / НОБД); null where it has none yet.' })
  nobdId!: string | null;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.names, lang ?? context.language);
  }

  @Field(() => Region, { description: 'Its region.' })
  region(): Region {
    return regionOf(this.regionKato);
  }

  @Field(() => District, { description: 'Its district or city.' })
  district(): District {
    return districtOf(this.districtKato);
  }

  @Field(() => SchoolType, { description: 'What it teaches.' })
  type!: SchoolType;

  @Field(() => SchoolOwnership, { description: 'Who owns it.' })
  ownership!: SchoolOwnership;

  @Field(() => Boolean, { description: 'Whether it stands in a rural district.' })
  rural!: boolean;

  @Field(() => Int, { description: 'Places by design, in one shift.' })
  designCapacity!: number;

  @Field(() => Int, { description: 'Shifts it works in: 1, 2 or 3.' })
  shifts!: number;

  @Field(() => Int, { description: 'Places in the shifts in which places are counted, whatever it works in (the ministry\'s convention, SHIFTS_COUNTED of Query.schoolNorms).' })
  async places(@Ctx() context: SubgraphContext): Promise<number> {
    return this.designCapacity * (await normOn('SHIFTS_COUNTED', context.today, context));
  }

  @Field(() => BuildingState, { description: 'State of the building.' })
  buildingState!: BuildingState;

  @Field(() => [InstructionLanguage], { description: 'Languages it teaches in.' })
  languages!: InstructionLanguage[];

  @Field(() => SchoolFeatures, { description: 'What of the «Комфортная школа» standard it has.' })
  features!: SchoolFeatures;

  @Field(() => SchoolProgramme, { nullable: true, description: 'Building programme it came from; null for none.' })
  programme!: SchoolProgramme | null;

  @Field(() => DateScalar, { description: 'Day of opening.' })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it is closed; null while it works.' })
  closedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'Pupils on the roll on the first day of the current school year; null where they are fewer than five. Children whose whereabouts are withheld are not counted.' })
  pupils(@Ctx() context: SubgraphContext): Promise<number | null> {
    return pupilsOf(this.key, context);
  }

  @Field(() => DecimalScalar, { nullable: true, description: 'Those pupils per place by design, two decimals; above 2 it takes three shifts. Null where their number is.' })
  async shiftCoefficient(@Ctx() context: SubgraphContext): Promise<Decimal | null> {
    const pupils = await pupilsOf(this.key, context);
    return pupils === null ? null : shiftCoefficient(pupils, this.designCapacity);
  }

  @Field(() => Int, { nullable: true, description: 'Places missing: those pupils beyond `places`; 0 where there are enough, null where the number of pupils is.' })
  async deficit(@Ctx() context: SubgraphContext): Promise<number | null> {
    const [pupils, shifts] = await Promise.all([pupilsOf(this.key, context), normOn('SHIFTS_COUNTED', context.today, context)]);
    return pupils === null ? null : deficitOf(pupils, this.designCapacity, shifts);
  }

  @ListSize(12)
  @Field(() => [SchoolRoll], { description: 'Pupils on the first day of each of the last twelve school years in which it had any, oldest first.' })
  rolls(@Ctx() context: SubgraphContext): Promise<SchoolRoll[]> {
    return rollsOfSchool(this.key, context);
  }
}

const featuresOf = ({ stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated }: SchoolRow): SchoolFeatures =>
  Object.assign(new SchoolFeatures(), { stemLab, roboticsLab, inclusiveRoom, lift, ramps, cctv, alarmButton, blocksSeparated });

export const toSchool = (row: SchoolRow): School =>
  Object.assign(new School(), {
    id: row.publicId,
    key: row.id,
    names: { kk: row.nameKk, ru: row.nameRu, en: row.nameEn },
    regionKato: row.regionKato,
    districtKato: row.districtKato,
    bin: row.bin,
    nobdId: row.nobdId ?? null,
    type: row.type,
    ownership: row.ownership,
    rural: row.rural,
    designCapacity: row.designCapacity,
    shifts: row.shifts,
    buildingState: row.buildingState,
    languages: row.languages,
    features: featuresOf(row),
    programme: row.programme ?? null,
    openedOn: row.openedOn,
    closedOn: row.closedOn ?? null,
  });
