import { Directive, Field, ObjectType } from 'type-graphql';
import { DatedFact, datedFact, type DatedRow } from '../../../shared/dated.js';
import { asTold } from '../fact.entity.js';
import { District, Region } from '../place/place.type.js';

@Directive('@authenticated')
@ObjectType({ description: 'A period of registered residence. Withheld while a placement is shielded.' })
export class Residence extends DatedFact {
  iin!: string;
  regionKato!: string;
  districtKato!: string;

  @Field(() => Region, { nullable: true, description: 'The region.' })
  region?: Region;

  @Field(() => District, { nullable: true, description: 'The district or city.' })
  district?: District;

  @Directive('@requiresScopes(scopes: [["contacts"]])')
  @Field(() => String, { nullable: true, description: 'The address within the district.' })
  address!: string | null;
}

interface ResidenceColumns extends DatedRow {
  readonly toldAt?: Date | null | undefined;
  readonly iin: string;
  readonly regionKato: string;
  readonly districtKato: string;
  readonly address: string;
}

export const residenceOf = (row: ResidenceColumns): Residence =>
  Object.assign(new Residence(), {
    ...datedFact(asTold(row)),
    iin: row.iin,
    regionKato: row.regionKato,
    districtKato: row.districtKato,
    address: row.address,
  });
