import { Decimal } from 'decimal.js';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { BIN, DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { SourcedFigure, sourcedFigure } from '../../../shared/sourced.type.js';
import type { SpecialistNorm as NormRow } from '../../reference/specialist-norm.js';
import { District, districtOf } from '../place/place.type.js';
import { childrenPerSpecialist, isStaffed } from './load.js';
import type { ChildrenRow, StaffRow } from './staffing.repository.js';

@ObjectType({ description: 'How many children one specialist of a guardianship body may have at most.' })
export class SpecialistNorm extends SourcedFigure {
  @Field(() => Int, { description: 'Children of the district, whoever raises them, for each specialist.' })
  children!: number;
}

@ObjectType({ description: 'Specialists of a guardianship body, as the ministry has recorded them.' })
export class GuardianshipStaff {
  @Field(() => ID, { description: 'Opaque id, to correct it by.' })
  id!: string;

  @Field(() => BIN, { description: 'The guardianship body of the district.' })
  body!: string;

  @Field(() => DecimalScalar, { description: 'Posts that the body has, in quarters.' })
  posts!: Decimal;

  @Field(() => DecimalScalar, { description: 'Of these those that somebody holds, in quarters.' })
  filled!: Decimal;

  @Field(() => DateScalar, { description: 'First day on which that was so.' })
  validFrom!: string;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;
}

@ObjectType({ description: 'Children who live in a district, whoever raises them, as the ministry has recorded them.' })
export class DistrictChildren {
  @Field(() => ID, { description: 'Opaque id, to correct it by.' })
  id!: string;

  @Field(() => Int, { description: 'How many are under 18.' })
  children!: number;

  @Field(() => DateScalar, { description: 'The day that the figure is of.' })
  validFrom!: string;

  @Field(() => String, { description: 'Who counted them, and where it was published.' })
  source!: string;
}

@ObjectType({ description: 'Whether the guardianship body of a district has the specialists that the law asks for, on a day. About nobody.' })
export class GuardianshipStaffing {
  @Field(() => District, { description: 'The district or city.' })
  district!: District;

  @Field(() => GuardianshipStaff, { nullable: true, description: 'Its specialists; null where none are on record.' })
  staff!: GuardianshipStaff | null;

  @Field(() => DistrictChildren, { nullable: true, description: 'Its children; null where no figure is on record.' })
  population!: DistrictChildren | null;

  @Field(() => SpecialistNorm, { nullable: true, description: 'The norm of that day; null on days before it is known.' })
  norm!: SpecialistNorm | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Children for each post that somebody holds, rounded up to hundredths; null where a figure is missing or nobody holds one.' })
  childrenPerSpecialist!: Decimal | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the posts that somebody holds are enough by the norm; null where a figure is missing.' })
  staffed!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the posts, held or not, are enough by the norm; null where a figure is missing.' })
  enoughPosts!: boolean | null;
}

export const GuardianshipStaffingOutcome = outcomeType('GuardianshipStaffingOutcome', GuardianshipStaffing);
export type GuardianshipStaffingOutcome = typeof GuardianshipStaffingOutcome;

const staffOf = ({ publicId: id, bodyBin: body, posts, filled, validFrom, source }: StaffRow): GuardianshipStaff =>
  Object.assign(new GuardianshipStaff(), { id, body, posts: new Decimal(posts), filled: new Decimal(filled), validFrom, source });

const childrenOf = ({ publicId: id, children, validFrom, source }: ChildrenRow): DistrictChildren => Object.assign(new DistrictChildren(), { id, children, validFrom, source });

const normOf = (norm: NormRow): SpecialistNorm => Object.assign(new SpecialistNorm(), { ...sourcedFigure(norm), children: norm.children });

/** A district with what is on record of it. */
export function staffingOf(district: string, staff: StaffRow | null, population: ChildrenRow | null, norm: NormRow | null): GuardianshipStaffing {
  const [children, most] = [population?.children ?? null, norm?.children ?? null];
  return Object.assign(new GuardianshipStaffing(), {
    district: districtOf(district),
    staff: staff && staffOf(staff),
    population: population && childrenOf(population),
    norm: norm && normOf(norm),
    childrenPerSpecialist: childrenPerSpecialist(children, staff?.filled ?? null),
    staffed: isStaffed(children, staff?.filled ?? null, most),
    enoughPosts: isStaffed(children, staff?.posts ?? null, most),
  });
}
