import type { SubgraphContext } from '../../../shared/context.js';
import { defineLoader } from '../../../shared/loader.js';
import type { BenefitProgrammeCode } from './programme-code.type.js';
import { ProgrammeRow } from './programme.entity.js';

/** The whole catalogue, once per request: it has nineteen rows. */
const catalogue = defineLoader<'all', ProgrammeRow[]>(async (keys, { database }) => {
  const rows = await database.relation.find(ProgrammeRow, {}, { orderBy: { position: 'asc' }, disableIdentityMap: true });
  return keys.map(() => rows);
});

/** All programmes, in the order of the catalogue. */
export const allProgrammes = (context: SubgraphContext): Promise<ProgrammeRow[]> => catalogue(context).load('all');

/** One programme; null for a code that the catalogue does not have. */
export async function programmeOf(code: BenefitProgrammeCode, context: SubgraphContext): Promise<ProgrammeRow | null> {
  return (await allProgrammes(context)).find((row) => row.code === code) ?? null;
}
