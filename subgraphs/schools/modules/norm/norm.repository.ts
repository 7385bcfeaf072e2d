import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { defineLoader } from '../../../shared/loader.js';
import { NormRow } from './norm.entity.js';
import type { SchoolNormCode } from './norm.type.js';

/** The whole table, once per request: it has a handful of rows. */
const table = defineLoader<'all', NormRow[]>(async (keys, { database }) => {
  const rows = await database.relation.find(NormRow, {}, { orderBy: { code: 'asc', validFrom: 'asc' }, disableIdentityMap: true });
  return keys.map(() => rows);
});

export async function normsOn(day: CivilDate, context: SubgraphContext): Promise<NormRow[]> {
  return (await table(context).load('all')).filter((row) => holdsOn(row, day));
}

/** A norm's value on a day; the earliest on record for a day before them. */
export async function normOn(code: SchoolNormCode, day: CivilDate, context: SubgraphContext): Promise<number> {
  const versions = (await table(context).load('all')).filter((row) => row.code === code);
  const row = versions.find((one) => holdsOn(one, day)) ?? versions[0];
  if (row === undefined) throw new Error(`The norm ${code} is missing.`);
  return row.value;
}
