import type { Client } from 'pg';
import { bulkLoad } from '../../shared/database/bulk-load.js';
import type { SubgraphSeed } from '../../shared/synthetic/seed.js';
import { ENROLMENT_COLUMNS, enrolmentRows, type Schools, type SeedSchool } from './enrolments.js';
import { SCHOOL_COLUMNS, schoolRows } from './schools.js';

async function schoolsByDistrict(client: Client): Promise<Schools> {
  const { rows } = await client.query<SeedSchool>(`select id, district_kato, region_kato, languages, shifts, opened_on::text from school order by id`);
  return Map.groupBy(rows, ({ district_kato }) => district_kato);
}

/** The education ministry's own records of a synthetic population: schools first, then who went where. */
export const seed: SubgraphSeed = {
  prepare: (client, facts) => bulkLoad(client, 'school', SCHOOL_COLUMNS, schoolRows(facts)),
  load: async (client, households, facts) => {
    const schools = await schoolsByDistrict(client);
    await bulkLoad(client, 'enrolment', ENROLMENT_COLUMNS, households.flatMap((household) => enrolmentRows(household, facts, schools)));
    const shielded = households.flatMap(({ cares }) => cares.filter((care) => care.shielded));
    await bulkLoad(client, 'restricted_child', ['iin', 'valid_from', 'valid_to', 'source', 'recorded_at'], shielded.map(({ child, from, to }) => [
      child, from, to, 'foster-families', `${from}T06:00:00Z`]));
  },
};
