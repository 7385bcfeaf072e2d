import { definePathLoader } from '../../../shared/access/path.js';
import { onRegister } from '../access/register.service.js';

/** Which placements have a shielding of their own today, by internal key. */
export const isShielded = definePathLoader<string, boolean>(onRegister, async (em, placements, { today }) => {
  const rows = await em.execute<{ placement: string }[]>(
    'select placement_id::text as placement from shielding where placement_id in (?) and valid_from <= ? and (valid_to is null or valid_to > ?)', [[...placements], today, today]);
  const shielded = new Set(rows.map(({ placement }) => placement));
  return placements.map((placement) => shielded.has(placement));
});
