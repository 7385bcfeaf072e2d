import type { Client } from 'pg';
import { addMonths } from '../../shared/calendar.js';
import { bulkLoad, type Cell } from '../../shared/database/bulk-load.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import type { PopulationFacts, SubgraphSeed } from '../../shared/synthetic/seed.js';
import { syntheticUuid } from '../../shared/synthetic/uuid.js';
import { familiesOf, familyKey, loadFamilies } from './families.js';
import { keysOf, RECORD, record, regionOf } from './records.js';

/** Months that a contract runs by law, by form; only forms whose term the law sets. */
async function contractTerms(client: Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ code: string; months: number }>(
    'select code, contract_months as months from placement_form where contract_months is not null and valid_to is null');
  return new Map(rows.map(({ code, months }) => [code, months]));
}

/** End of the term: extended once when the placement outlived the first. */
function plannedUntil({ from, to }: SyntheticCare, months: number | undefined, asOf: CivilDate): CivilDate | null {
  if (months === undefined) return null;
  const term = addMonths(from, months);
  return (to ?? asOf) <= term ? term : addMonths(from, 2 * months);
}

/** A guest stay ends by its term, which the facts leave unsaid. */
const endReasonOf = ({ to, endReason, form }: SyntheticCare): string | null => endReason ?? (to !== null && form === 'GUEST' ? 'CONTRACT_EXPIRED' : null);

/** Adoption seals everything up to it (Code on Marriage and Family, 102). */
const sealedOn = (care: SyntheticCare, cares: readonly SyntheticCare[]): CivilDate | null =>
  cares.find((one) => one.child === care.child && one.endReason === 'ADOPTED' && one.from >= care.from)?.to ?? null;

interface SeedPlacement {
  readonly uuid: string;
  readonly care: SyntheticCare;
  readonly household: Household;
}

const placementsOf = (household: Household, seed: number): SeedPlacement[] =>
  household.cares.map((care, ordinal) => ({ uuid: syntheticUuid(seed, 'placement', household.number, ordinal), care, household }));

const PLACEMENT = ['public_id', 'iin', 'form', 'family_id', 'institution_bin', 'body_bin', 'act', 'reason', 'region_kato', 'district_kato',
  'valid_from', 'planned_until', 'valid_to', 'end_reason', 'sealed_on', ...RECORD];

async function loadPlacements(client: Client, placements: readonly SeedPlacement[], { asOf }: PopulationFacts, familyId: (placement: SeedPlacement) => string | null): Promise<void> {
  const terms = await contractTerms(client);
  await bulkLoad(client, 'placement', PLACEMENT, placements.map((one): Cell[] => {
    const { uuid, care, household } = one;
    return [
      uuid, care.child, care.form, familyId(one), care.institution, care.body, care.act, care.reason, regionOf(care.district), care.district,
      care.from, plannedUntil(care, terms.get(care.form), asOf), care.to, endReasonOf(care), sealedOn(care, household.cares), ...record(care.from)];
  }));
  const shielded = placements.filter(({ care }) => care.shielded);
  const keys = await keysOf(client, 'placement', shielded.map(({ uuid }) => uuid));
  await bulkLoad(client, 'shielding', ['iin', 'placement_id', 'valid_from', 'valid_to', ...RECORD], shielded.map(({ uuid, care }) => [
    care.child, keys.get(uuid) ?? null, care.from, care.to, ...record(care.from)]));
}

/** The guardianship bodies' own records of a synthetic population. Forms of placement are reference data of a migration. */
export const seed: SubgraphSeed = {
  prepare: () => Promise.resolve(),
  load: async (client, households, facts) => {
    await client.query(`select set_config('app.confidential', 'visible', true)`);
    const families = new Map(households.flatMap((household) => familiesOf(household, facts.seed)));
    const keys = await loadFamilies(client, [...families.values()]);
    const placements = households.flatMap((household) => placementsOf(household, facts.seed));
    await loadPlacements(client, placements, facts, ({ household, care }) => {
      const family = families.get(familyKey(household, care) ?? '');
      return family === undefined ? null : (keys.get(family.uuid) ?? null);
    });
  },
};
