import { Decimal } from 'decimal.js';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { defineLoader } from '../../../shared/loader.js';
import type { CostStep } from './cost-norm.js';

export interface CostNormRow extends CostStep {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly legalBasis: string;
  readonly source: string;
  readonly certainty: Certainty;
}

/** The whole table, once per request: it has a handful of rows. */
const table = defineLoader<'all', CostNormRow[]>(async (keys, { database }) => {
  const rows = await database.relation.execute<(Omit<CostNormRow, 'kztPerPlace'> & { kztPerPlace: string })[]>(
    `select capacity, kzt_per_place as "kztPerPlace", valid_from as "validFrom", valid_to as "validTo", legal_basis as "legalBasis", source, certainty from cost_norm order by valid_from, capacity`);
  const norms = rows.map((row): CostNormRow => ({ ...row, kztPerPlace: new Decimal(row.kztPerPlace) }));
  return keys.map(() => norms);
});

/** The norms of a day, by capacity; the earliest on record for a day before them. */
export async function costNormsOn(day: CivilDate, context: SubgraphContext): Promise<CostNormRow[]> {
  const norms = await table(context).load('all');
  const first = norms[0]?.validFrom ?? day;
  return norms.filter((norm) => holdsOn(norm, day < first ? first : day));
}
