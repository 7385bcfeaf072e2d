import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { CHILD_FACTS } from '../../../shared/access/external-child.type.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';

/*
 * Those of registry's facts that benefits are computed with, as registry describes them. They are given for computing alone: nothing of
 * them is shown but what whoever asks may see by the grant.
 */

const FIRST_DAY = 'First day.';
const FIRST_DAY_AFTER = 'First day on which it no longer holds; null while it does.';

@Directive('@external')
@ObjectType('PeriodFact', { description: 'Days in a row. Internal to the federation.' })
export class ExternalPeriod {
  @Field(() => DateScalar, { description: FIRST_DAY })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: FIRST_DAY_AFTER })
  to!: string | null;
}

@Directive('@external')
@ObjectType('CitizenshipFact', { description: 'A citizenship period as programmes need it. Internal to the federation.' })
export class ExternalCitizenship extends ExternalPeriod {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 country.' })
  country!: string;
}

@Directive('@external')
@ObjectType('CareFact', { description: 'In what form somebody is represented or kept besides the parents, without saying by whom. Internal to the federation.' })
export class ExternalCare extends ExternalPeriod {
  @Field(() => String, { description: 'Form of guardianship or placement.' })
  form!: string;
}

@Directive('@external')
@ObjectType('RepresentativeFact', { description: 'Who represents the child besides the parents. Internal to the federation.' })
export class ExternalRepresentative extends ExternalCare {
  @Field(() => IIN, { nullable: true, description: 'The person; null for an organisation.' })
  iin!: string | null;
}

/** A child of a parent, as far as counting goes. */
@Directive('@external')
@ObjectType('SiblingFact', { description: 'A brother or sister as far as counting a family goes. No place, no name, and of minors no key. Internal to the federation.' })
export class ExternalSibling {
  @Field(() => Int, { description: 'The same for one sibling under both parents, and nobody\'s key: siblings of one answer, counted from 1.' })
  number!: number;

  @Field(() => IIN, { nullable: true, description: 'The key, of one who is of age today: whether they study is looked up by it. Null of minors.' })
  iin!: string | null;

  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => ExternalPeriod, { description: 'The days of the parentage.' })
  parentage!: ExternalPeriod;

  @Field(() => [ExternalPeriod], { description: 'When the parent\'s rights towards this sibling were removed or limited.' })
  rightsRemoved!: ExternalPeriod[];

  @Field(() => [ExternalPeriod], { description: 'When both were registered at one address: never which.' })
  together!: ExternalPeriod[];

  @Field(() => [ExternalCare], { description: 'Guardianships and placements, without saying with whom.' })
  care!: ExternalCare[];
}

@Directive('@external')
@ObjectType('ParentFact', { description: 'A parent as programmes need one; not one whose place adopters have taken. Internal to the federation.' })
export class ExternalParent {
  @Field(() => IIN, { description: 'The person: contributions, income and titles are looked up by it.' })
  iin!: string;

  @Field(() => String, { description: 'MOTHER or FATHER.' })
  role!: string;

  @Field(() => String, { description: 'BIRTH or ADOPTION.' })
  basis!: string;

  @Field(() => ExternalPeriod, { description: 'The days of the parentage.' })
  parentage!: ExternalPeriod;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => [ExternalPeriod], { description: 'When the parent\'s rights towards the child were removed or limited.' })
  rightsRemoved!: ExternalPeriod[];

  @Field(() => [ExternalPeriod], { description: 'When parent and child were registered at one address: never which.' })
  together!: ExternalPeriod[];

  @Field(() => [ExternalSibling], { description: 'Other children of this parent, oldest first; not one whom others have adopted.' })
  children!: ExternalSibling[];
}

@Directive('@external')
@ObjectType('ChildFacts', { description: CHILD_FACTS })
export class ExternalFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => Int, { nullable: true, description: 'Which of the mother\'s children, from 1; null without a known mother.' })
  birthOrder!: number | null;

  @Field(() => [ExternalCitizenship], { description: 'Citizenships, oldest first.' })
  citizenships!: ExternalCitizenship[];

  @Field(() => [ExternalPeriod], { description: 'When the child was registered at an address in the country: never which.' })
  inCountry!: ExternalPeriod[];

  @Field(() => [ExternalRepresentative], { description: 'Guardianships and placements on the register, oldest first.' })
  representatives!: ExternalRepresentative[];

  @Field(() => [ExternalParent], { description: 'Parents, past ones included but for those whose place adopters have taken; the mother first.' })
  parents!: ExternalParent[];
}

/** What `entitlements` requires of registry's facts. */
export const FACTS_SELECTION = `facts { birthDate deathDate birthOrder citizenships { country from to } inCountry { from to }
  representatives { iin form from to }
  parents { iin role basis deathDate parentage { from to } rightsRemoved { from to } together { from to }
    children { number iin birthDate deathDate parentage { from to } rightsRemoved { from to } together { from to } care { form from to } } } }`;
