import 'reflect-metadata';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { CivilDate } from './clock.js';
import { DateScalar } from './scalars/scalars.js';

/** A fact of a register: from when to when it holds in the world, who says so, and when that was recorded. */
@ObjectType()
export class DatedFact {
  @Field(() => DateScalar, { description: 'First day on which the fact holds.' })
  validFrom!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo!: CivilDate | null;

  @Field(() => String, { description: 'Where the fact comes from: register, act or court decision.' })
  source!: string;

  @Field(() => GraphQLDateTime, { description: 'When the register recorded the fact.' })
  recordedAt!: Date;
}

/** A dated fact as rows give it. */
export interface DatedRow extends DatedPeriod {
  readonly source: string;
  readonly recordedAt: Date;
}

/** The fact's own fields of a row, for an object type that extends DatedFact. */
export const datedFact = ({ validFrom, validTo, source, recordedAt }: DatedRow): Pick<DatedFact, keyof DatedFact> => ({
  validFrom,
  validTo: validTo ?? null,
  source,
  recordedAt,
});

/** A period as columns give it: from inclusive, to exclusive, open while `validTo` is null or absent. */
export interface DatedPeriod {
  readonly validFrom: CivilDate;
  readonly validTo?: CivilDate | null | undefined;
}

/** Whether a period holds on a day. */
export const holdsOn = ({ validFrom, validTo }: DatedPeriod, day: CivilDate): boolean =>
  validFrom <= day && (validTo == null || day < validTo);

/** The description of every `on` argument. */
export const ON = 'The day asked about; today in Asia/Almaty when left out.';

/** Full years of age on a day. Whoever was born on 29 February comes of age on 1 March in a common year. */
export function ageOn(birthDate: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** The day on which somebody reaches an age. */
export function birthdayAt(birthDate: CivilDate, age: number): CivilDate {
  const year = Number(birthDate.slice(0, 4)) + age;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return birthDate.endsWith('02-29') && !leap ? `${year}-03-01` : `${year}${birthDate.slice(4)}`;
}
