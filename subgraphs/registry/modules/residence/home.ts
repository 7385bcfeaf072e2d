import type { EntityManager } from '@mikro-orm/postgresql';
import { Field, InputType } from 'type-graphql';
import type { Viewer } from '../../../shared/access/viewer.js';
import { inputText } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { KATO } from '../../../shared/scalars/scalars.js';
import type { ResidenceFact } from '../history/tables.js';
import { requireRegion } from '../registration/rules.js';

@InputType({ description: 'A registered residence in the country.' })
export class HomeInput {
  @Field(() => KATO, { description: 'KATO code of the district or city, as `Region.districts` lists them.' })
  districtKato!: string;

  @Field(() => String, { description: 'The address within the district. 1 to 300 characters.' })
  address!: string;
}

const LONGEST_ADDRESS = 300;

/** A home as the register keeps it; refuses a district that the classifier does not have, and one that is not the viewer's. */
export async function homeOf(em: EntityManager, viewer: Viewer, field: string, { districtKato, address }: HomeInput): Promise<ResidenceFact> {
  const text = inputText(`${field}.address`, address, LONGEST_ADDRESS);
  const [district] = await em.execute<{ region_kato: string }[]>('select region_kato from district where kato = ?', [districtKato]);
  if (district === undefined) throw new Refused('UNKNOWN_PLACE', `${field}.districtKato`, 'The code must be that of a district or city, as Region.districts lists them.');
  requireRegion(viewer, district.region_kato, `${field}.districtKato`);
  return { regionKato: district.region_kato, districtKato, address: text };
}
