import { definePathLoader } from '../../../shared/access/path.js';
import { alignByKey, groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { CarerRow } from './carer.entity.js';
import { FosterFamilyRow } from './foster-family.entity.js';

export const familyById = definePathLoader<string, FosterFamilyRow | null>(onRegister, async (em, ids) =>
  alignByKey(ids, await em.find(FosterFamilyRow, { id: { $in: [...ids] } }, { disableIdentityMap: true }), ({ id }) => id),
);

/** A family's carers, past ones included, in the order in which they joined. */
export const carersOfFamily = definePathLoader<string, CarerRow[]>(onRegister, async (em, familyIds) => {
  const rows = await em.find(CarerRow, { familyId: { $in: [...familyIds] } }, { orderBy: { validFrom: 'asc', id: 'asc' }, disableIdentityMap: true });
  return groupByKey(familyIds, rows, ({ familyId }) => familyId);
});
