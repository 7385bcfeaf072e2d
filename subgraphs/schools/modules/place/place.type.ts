import { Directive, Field, ObjectType } from 'type-graphql';
import { KATO } from '../../../shared/scalars/scalars.js';

/** Registry's entity; this subgraph adds `schoolInfrastructure`. */
@Directive('@key(fields: "kato")')
@ObjectType({ description: 'A district, or a city with the rank of one: the second level of the classifier. 224 of them.' })
export class District {
  @Field(() => KATO, { description: 'Its KATO code.' })
  kato!: string;
}

/** Registry's entity; this subgraph adds `schoolInfrastructure`. */
@Directive('@key(fields: "kato")')
@ObjectType({ description: 'One of the 20 regions: 17 regions and three cities (since 8 June 2022).' })
export class Region {
  @Field(() => KATO, { description: 'Its KATO code: two digits and seven zeros.' })
  kato!: string;
}

export const districtOf = (kato: string): District => Object.assign(new District(), { kato });
export const regionOf = (kato: string): Region => Object.assign(new Region(), { kato });

export const referencedRegion = ({ kato }: { kato: string }): Region => regionOf(kato);
export const referencedDistrict = ({ kato }: { kato: string }): District => districtOf(kato);
