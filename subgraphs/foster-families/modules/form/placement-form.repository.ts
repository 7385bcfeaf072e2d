import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { defineLoader } from '../../../shared/loader.js';
import { termsOn } from './form-terms.js';
import { PlacementFormRow } from './placement-form.entity.js';
import type { PlacementFormCode } from './placement-form.type.js';

/** The whole table, by code and beginning: it has a handful of rows. */
export const readForms = (em: EntityManager): Promise<PlacementFormRow[]> =>
  em.find(PlacementFormRow, {}, { orderBy: { code: 'asc', validFrom: 'asc' }, disableIdentityMap: true });

/** The same, once per request. */
const table = defineLoader<'all', PlacementFormRow[]>(async (keys, { database }) => {
  const rows = await readForms(database.relation);
  return keys.map(() => rows);
});

export const allForms = (context: SubgraphContext): Promise<PlacementFormRow[]> => table(context).load('all');

/** The forms that the law knows on a day, by code. */
export async function formsOn(day: CivilDate, context: SubgraphContext): Promise<PlacementFormRow[]> {
  return (await allForms(context)).filter((row) => holdsOn(row, day));
}

/** One form's terms on a day; the earliest on record for a day before them. */
export async function formOn(code: PlacementFormCode, day: CivilDate, context: SubgraphContext): Promise<PlacementFormRow | null> {
  return termsOn(await allForms(context), code, day);
}
