import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { BIN, DateScalar, IIN } from '../../../shared/scalars/scalars.js';

@Directive('@inaccessible')
@ObjectType({ description: 'Days in a row. Internal to the federation.' })
export class PeriodFact {
  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  to!: string | null;
}

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

@Directive('@inaccessible')
@ObjectType({ description: 'In what form somebody is represented or kept besides the parents, without saying by whom. Internal to the federation.' })
export class CareFact extends PeriodFact {
  @Field(() => String, { description: 'Form of guardianship or placement.' })
  form!: string;
}

@Directive('@inaccessible')
@ObjectType({ description: 'A brother or sister as far as counting a family goes. No place, no name, and of minors no key. Internal to the federation.' })
export class SiblingFact {
  /** Whom it is about, for the ledger. */
  person!: string;

  @Field(() => Int, { description: 'The same for one sibling under both parents, and nobody\'s key: siblings of one answer, counted from 1.' })
  number!: number;

  @Field(() => IIN, { nullable: true, description: 'The key, of one who is of age today: whether they study is looked up by it. Null of minors.' })
  iin!: string | null;

  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => PeriodFact, { description: 'The days of the parentage.' })
  parentage!: PeriodFact;

  @Field(() => [PeriodFact], { description: 'When the parent\'s rights towards this sibling were removed or limited.' })
  rightsRemoved!: PeriodFact[];

  @Field(() => [PeriodFact], { description: 'When both were registered at one address: never which.' })
  together!: PeriodFact[];

  @Field(() => [CareFact], { description: 'Guardianships and placements, without saying with whom.' })
  care!: CareFact[];
}

@Directive('@inaccessible')
@ObjectType({ description: 'A parent as programmes need one; not one whose place adopters have taken. Internal to the federation.' })
export class ParentFact {
  @Field(() => IIN, { description: 'The person: contributions, income and titles are looked up by it.' })
  iin!: string;

  @Field(() => String, { description: 'MOTHER or FATHER.' })
  role!: string;

  @Field(() => String, { description: 'BIRTH or ADOPTION.' })
  basis!: string;

  @Field(() => PeriodFact, { description: 'The days of the parentage.' })
  parentage!: PeriodFact;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => [PeriodFact], { description: 'When the parent\'s rights towards the child were removed or limited.' })
  rightsRemoved!: PeriodFact[];

  @Field(() => [PeriodFact], { description: 'When parent and child were registered at one address: never which.' })
  together!: PeriodFact[];

  @Field(() => [SiblingFact], { description: 'Other children of this parent, oldest first; not one whom others have adopted.' })
  children!: SiblingFact[];
}

/**
 * What programmes compute with. Unscoped, because a programme needs it whatever the viewer may see; therefore
 * `@inaccessible`, and served at the gateway door only.
 */
@Directive('@inaccessible')
@ObjectType({ description: 'Facts of the civil registry that programmes compute with. Internal to the federation: only the planner asks for them.' })
export class ChildFacts {
  /** Whose facts they are. */
  iin!: string;

  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { description: 'Day on which the birth was registered.' })
  registeredOn!: string;
}
