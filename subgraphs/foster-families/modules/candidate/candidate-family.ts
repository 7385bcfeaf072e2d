import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
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

/** A family that somebody brings along from another place lives where they do from then on; who has a child there sees it as before. */
export const settleFamily = (em: EntityManager, family: string, { regionKato, districtKato }: CandidateRow): Promise<unknown> =>
  nationwide(em, () => em.execute('update foster_family set region_kato = ?, district_kato = ? where id = ? and district_kato <> ?', [regionKato, districtKato, family, districtKato]));

/** Somebody who was found suitable becomes a carer, from that day: of the spouse's family, or of a new one. */
export async function joinFamily(em: EntityManager, found: CandidateRow, { occurredOn, source }: JournalNote): Promise<string> {
  const known = await familyOfPartner(em, found);
  if (known !== null) await settleFamily(em, known, found);
  const family = known ?? (await newFamily(em, found, source));
  await em.execute('insert into carer (family_id, iin, valid_from, source) values (?, ?, ?, ?)', [family, found.iin, occurredOn, source]);
  return family;
}
