import type { EntityManager } from '@mikro-orm/postgresql';
import type { JournalNote } from '../../../shared/mutation/journal-note.js';
import type { CandidateRow } from './candidate.repository.js';

/** The family of a candidate's spouse, where both applied: whichever of the two names the other; held, so that two decisions at once make one family. */
async function familyOfPartner(em: EntityManager, { id, partnerId }: CandidateRow): Promise<string | null> {
  const [row] = await em.execute<{ family: string }[]>(
    'select family_id::text as family from carer_candidate where (id = ? or partner_id = ?) order by family_id, id limit 1 for update', [partnerId, id]);
  return row?.family ?? null;
}

async function newFamily(em: EntityManager, { regionKato, districtKato }: CandidateRow, source: string): Promise<string> {
  const [row] = await em.execute<{ id: string }[]>('insert into foster_family (region_kato, district_kato, source) values (?, ?, ?) returning id::text', [regionKato, districtKato, source]);
  if (row === undefined) throw new Error('The register took a family and gave it no key.');
  return row.id;
}

/** Somebody who was found suitable becomes a carer, from that day: of the spouse's family, or of a new one. */
export async function joinFamily(em: EntityManager, found: CandidateRow, { occurredOn, source }: JournalNote): Promise<string> {
  const family = (await familyOfPartner(em, found)) ?? (await newFamily(em, found, source));
  await em.execute('insert into carer (family_id, iin, valid_from, source) values (?, ?, ?, ?)', [family, found.iin, occurredOn, source]);
  return family;
}
