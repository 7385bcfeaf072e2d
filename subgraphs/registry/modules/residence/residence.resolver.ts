import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { openRecord } from '../access/grant.service.js';
import { referencedDistrict, referencedRegion } from '../place/place.resolver.js';
import { District, Region } from '../place/place.type.js';
import { Residence } from './residence.type.js';

@Resolver(() => Residence)
export class ResidenceResolver {
  @FieldResolver(() => Region, { nullable: true })
  region(@Root() { regionKato }: Residence, @Ctx() context: SubgraphContext): Promise<Region | null> {
    return referencedRegion({ kato: regionKato }, context);
  }

  @FieldResolver(() => District, { nullable: true })
  district(@Root() { districtKato }: Residence, @Ctx() context: SubgraphContext): Promise<District | null> {
    return referencedDistrict({ kato: districtKato }, context);
  }

  @FieldResolver(() => String, { nullable: true })
  async address(@Root() residence: Residence, @Ctx() context: SubgraphContext): Promise<string | null> {
    await openRecord(residence.iin, 'contacts', context);
    return residence.address;
  }
}
