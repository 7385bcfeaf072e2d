import type { Client } from 'pg';
import { addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import { ageOn } from '../../shared/dated.js';
import { defineSeed, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { wardMeans } from '../../shared/synthetic/ward-means.js';
import { writeNeeds } from './needs.js';
import { writeCandidates } from './candidates.js';
import { familyKey, writeFamilies } from './families.js';
import { regionOfDistrict } from '../reference/districts.js';
import { writeRights } from './rights.js';
import { writeStaffing } from './staffing.js';
import { writeLife } from './life.js';
import { record, TABLES, type Writer } from './records.js';
import { writeSupervision } from './supervision.js';

/** What the law sets of a form: months that a contract runs, and within which each report is due; null where it sets none. */
interface Terms {
  readonly contract: number | null;
  readonly report: number | null;
}

type FormTerms = ReadonlyMap<string, Terms>;

async function readTerms(client: Client): Promise<FormTerms> {
  const { rows } = await client.query<Terms & { code: string }>('select code, contract_months as contract, report_interval_months as report from placement_form where valid_to is null');
  return new Map(rows.map(({ code, contract, report }) => [code, { contract, report }]));
}

/** End of the term: extended once when the placement outlived the first. */
function plannedUntil({ from, to }: SyntheticCare, months: number | null, asOf: CivilDate): CivilDate | null {
  if (months === null) return null;
  const term = addMonths(from, months);
  return (to ?? asOf) <= term ? term : addMonths(from, 2 * months);
}

/** A guest stay ends by its term, which the facts leave unsaid. */
const endReasonOf = ({ to, endReason, form }: SyntheticCare): string | null => endReason ?? (to !== null && form === 'GUEST' ? 'CONTRACT_EXPIRED' : null);

/** Adoption seals everything up to it (Code on Marriage and Family, 102). */
const sealedOn = (care: SyntheticCare, cares: readonly SyntheticCare[]): CivilDate | null =>
  cares.find((one) => one.child === care.child && one.endReason === 'ADOPTED' && one.from >= care.from)?.to ?? null;

const WARDS: ReadonlySet<string> = new Set(['GUARDIANSHIP', 'TRUSTEESHIP']);

/** What a ward has of their own, on record since the placement began. */
function writeMeans(care: SyntheticCare, placement: number, facts: PopulationFacts, write: Writer): void {
  const income = WARDS.has(care.form) ? wardMeans(facts, care.child) : null;
  if (income !== null) write.row('ward_means', [placement, care.from, income, ...record(care.from)]);
}

/** Whose consent the law asks for (132-4(2), 132-9(3), 136(2), 137-4(2)). */
const CONSENTS: ReadonlySet<string> = new Set(['FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'PATRONAGE', 'GUEST']);

function consentOf({ child, form, from }: SyntheticCare, { persons }: Household): boolean | null {
  const born = persons.find(({ iin }) => iin === child)?.birthDate;
  return born !== undefined && CONSENTS.has(form) && ageOn(born, from) >= 10 ? true : null;
}

function writePlacements(household: Household, terms: FormTerms, facts: PopulationFacts, write: Writer): void {
  const { asOf } = facts;
  const { cares } = household;
  if (cares.length === 0) return;
  const families = writeFamilies(cares, write);
  for (const care of cares) {
    const { contract, report } = terms.get(care.form) ?? { contract: null, report: null };
    const planned = plannedUntil(care, contract, asOf);
    const extensions = planned !== null && contract !== null && planned > addMonths(care.from, contract) ? 1 : 0;
    const family = families.get(familyKey(care) ?? '') ?? null;
    const id = write.row('placement', [
      care.child, care.form, family, care.institution, care.body, care.act, care.reason, regionOfDistrict(care.district), care.district,
      care.from, planned, care.to, endReasonOf(care), sealedOn(care, cares), consentOf(care, household), extensions, ...record(care.from)]);
    writeMeans(care, id, facts, write);
    writeRights(care, id, cares, facts, write);
    writeSupervision({ care, placement: id, cares }, report, asOf, write);
    writeLife({ care, placement: id, family }, facts, write);
    if (care.shielded) write.row('shielding', [care.child, id, care.from, care.to, ...record(care.from)]);
  }
  writeCandidates(household, families, asOf, write);
}

/** Whom a placement could be recorded of, as the civil registry's feed would have told. */
function writeChildren({ persons }: Household, write: Writer): void {
  for (const { iin, birthDate, death, isChild, registeredOn } of persons) if (isChild) write.row('known_child', [iin, birthDate, death?.on ?? null, registeredOn]);
}

/** What the ministry of benefits had told of the indices. */
function writeIndices({ indexParameters = [], asOf }: PopulationFacts, write: Writer): void {
  for (const { parameter, validFrom, validTo, amount, legalBasis, source, certainty } of indexParameters) {
    write.row('index_parameter', [parameter, validFrom, validTo ?? null, amount, legalBasis, source, certainty, asOf, asOf]);
  }
}

/** The guardianship bodies' own records of a synthetic population. Forms of placement are reference data of a migration. */
export const seed = defineSeed({
  tables: TABLES,
  children: { table: 'placement' },
  readReference: readTerms,
  recorder: (facts, terms) => ({
    first: (write) => {
      writeIndices(facts, write);
      writeStaffing(facts, write);
    },
    household: (household, write) => {
      writeChildren(household, write);
      writePlacements(household, terms, facts, write);
      writeNeeds(household, facts, (care) => sealedOn(care, household.cares), write);
    },
  }),
});
