import { Directive, Field, ObjectType } from 'type-graphql';
import { KATO } from '../../../shared/scalars/scalars.js';

/** Registry's entity; this subgraph adds `wellbeing`. */
@Directive('@key(fields: "kato")')
@ObjectType({ description: 'One of the 20 regions: 17 regions and three cities (since 8 June 2022).' })
export class Region {
  @Field(() => KATO, { description: 'Its KATO code: two digits and seven zeros.' })
  kato!: string;
}

export const regionOf = (kato: string): Region => Object.assign(new Region(), { kato });

export const referencedRegion = ({ kato }: { kato: string }): Region => regionOf(kato);
