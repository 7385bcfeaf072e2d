import { definePathLoader } from '../../../shared/access/path.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { ShieldingRow } from './shielding.entity.js';

/**
 * Periods in which a child's placement is shielded, as foster-families says with the due entitlements. The grant says it
 * of the child who is asked about; this table is for children who are reached through somebody else's awards.
 */
export const shieldingsOf = definePathLoader<string, ShieldingRow[]>(onRegister, async (em, iins) => {
  const rows = await em.find(ShieldingRow, { iin: { $in: [...iins] } }, { disableIdentityMap: true });
  return groupByKey(iins, rows, ({ iin }) => iin);
});
