import { Directive, Field, ObjectType } from 'type-graphql';
import { DatedFact } from '../../../shared/dated.js';

@Directive('@authenticated')
@ObjectType({ description: 'A period of citizenship.' })
export class Citizenship extends DatedFact {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2 country, e.g. KZ.' })
  country!: string;
}
