import { Directive, Field, ObjectType } from 'type-graphql';
import { CHILD_FACTS } from '../../../shared/access/external-child.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

/*
 * Those of registry's facts that the fund's own list is compared with, as registry describes them.
 */

@Directive('@external')
@ObjectType('CitizenshipFact', { description: 'A citizenship period as programmes need it. Internal to the federation.' })
export class ExternalCitizenship {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 country.' })
  country!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  to!: string | null;
}

@Directive('@external')
@ObjectType('ChildFacts', { description: CHILD_FACTS })
export class ExternalFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;

  @Field(() => [ExternalCitizenship], { description: 'Citizenships, oldest first.' })
  citizenships!: ExternalCitizenship[];
}
