import type { Client } from 'pg';
import { addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import { defineSeed } from '../../shared/synthetic/seed.js';
import { writeNeeds } from './needs.js';
import { familyKey, writeFamilies } from './families.js';
import { regionOfDistrict } from '../reference/districts.js';
import { record, TABLES, type Writer } from './records.js';

/** Months that a contract runs by law, by form; only forms whose term the law sets. */
type ContractTerms = ReadonlyMap<string, number>;

async function readTerms(client: Client): Promise<ContractTerms> {
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

function writePlacements({ cares }: Household, terms: ContractTerms, asOf: CivilDate, write: Writer): void {
  if (cares.length === 0) return;
  const families = writeFamilies(cares, write);
  for (const care of cares) {
    const id = write.row('placement', [
      care.child, care.form, families.get(familyKey(care) ?? '') ?? null, care.institution, care.body, care.act, care.reason, regionOfDistrict(care.district), care.district,
      care.from, plannedUntil(care, terms.get(care.form), asOf), care.to, endReasonOf(care), sealedOn(care, cares), ...record(care.from)]);
    if (care.shielded) write.row('shielding', [care.child, id, care.from, care.to, ...record(care.from)]);
  }
}

/** Whom a placement could be recorded of, as the civil registry's feed would have told. */
function writeChildren({ persons }: Household, write: Writer): void {
  for (const { iin, birthDate, death, isChild, registeredOn } of persons) if (isChild) write.row('known_child', [iin, birthDate, death?.on ?? null, registeredOn]);
}

/** The guardianship bodies' own records of a synthetic population. Forms of placement are reference data of a migration. */
export const seed = defineSeed({
  tables: TABLES,
  children: { table: 'placement' },
  readReference: readTerms,
  recorder: ({ seed: number, asOf }, terms) => ({
    household: (household, write) => {
      writeChildren(household, write);
      writePlacements(household, terms, asOf, write);
      writeNeeds(household, { seed: number, asOf }, (care) => sealedOn(care, household.cares), write);
    },
  }),
});
