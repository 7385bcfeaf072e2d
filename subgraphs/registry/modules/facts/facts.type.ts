import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { BIN, DateScalar, IIN } from '../../../shared/scalars/scalars.js';

@Directive('@inaccessible')
@ObjectType({ description: 'A citizenship period as programmes need it. Internal to the federation.' })
export class CitizenshipFact {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 country.' })
  country!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  to!: string | null;
}

@Directive('@inaccessible')
@ObjectType({ description: 'Who represents the child besides the parents. Internal to the federation.' })
export class RepresentativeFact {
  @Field(() => IIN, { nullable: true, description: 'The person; null for an organisation.' })
  iin!: string | null;

  @Field(() => BIN, { nullable: true, description: 'The organisation; null for a person.' })
  bin!: string | null;

  @Field(() => String, { description: 'Form of guardianship or placement.' })
  form!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  to!: string | null;
}

/**
 * What programmes compute with. Unscoped, because a programme needs it whatever the viewer may see; therefore
 * `@inaccessible`, and served at the gateway door only.
 */
@Directive('@inaccessible')
@ObjectType({ description: 'Facts of the civil registry that programmes compute with. Internal to the federation: only the planner asks for them.' })
export class ChildFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => DateScalar, { description: 'Day on which the birth was registered.' })
  registeredOn!: string;

  @Field(() => Int, { nullable: true, description: 'Which of the mother\'s children, from 1; null without a known mother.' })
  birthOrder!: number | null;

  @Field(() => [CitizenshipFact], { description: 'Citizenships, oldest first.' })
  citizenships!: CitizenshipFact[];

  @Field(() => [RepresentativeFact], { description: 'Guardianships and placements on the register, oldest first.' })
  representatives!: RepresentativeFact[];
}
