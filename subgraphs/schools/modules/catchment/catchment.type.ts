import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import type { CatchmentRow } from './catchment.repository.js';

@ObjectType({ description: 'A part of a district (шағын аудан / микроучасток) that a school serves, in a period: children who live in it come first.' })
export class SchoolMicrodistrict {
  @Field(() => String, { description: 'Its code, as the akimat\'s act has it.' })
  code!: string;

  @Field(() => String, { description: 'Its name or bounds, as the akimat\'s act has them.' })
  name!: string;

  @Field(() => DateScalar, { description: 'First day on which the school serves it.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer does; null while it does.' })
  validTo!: string | null;

  @Field(() => String, { description: 'The act.' })
  source!: string;
}

export const microdistrictOf = ({ code, name, validFrom, validTo, source }: CatchmentRow): SchoolMicrodistrict => Object.assign(new SchoolMicrodistrict(), { code, name, validFrom, validTo, source });
