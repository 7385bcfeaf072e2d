import { Field, InputType, ObjectType } from 'type-graphql';

const FEATURES = 'What of the «Комфортная школа» standard a school has.';

@InputType('SchoolFeaturesInput', { description: FEATURES })
@ObjectType({ description: FEATURES })
export class SchoolFeatures {
  @Field(() => Boolean, { description: 'A STEM laboratory.' })
  stemLab!: boolean;

  @Field(() => Boolean, { description: 'A robotics laboratory.' })
  roboticsLab!: boolean;

  @Field(() => Boolean, { description: 'A room of inclusive support.' })
  inclusiveRoom!: boolean;

  @Field(() => Boolean, { description: 'A lift.' })
  lift!: boolean;

  @Field(() => Boolean, { description: 'Ramps.' })
  ramps!: boolean;

  @Field(() => Boolean, { description: 'Video surveillance.' })
  cctv!: boolean;

  @Field(() => Boolean, { description: 'Alarm buttons.' })
  alarmButton!: boolean;

  @Field(() => Boolean, { description: 'Separate blocks for primary and senior classes.' })
  blocksSeparated!: boolean;
}
