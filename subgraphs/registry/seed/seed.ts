import type { Client } from 'pg';
import type { CivilDate } from '../../shared/clock.js';
import { bulkLoad, type Cell } from '../../shared/database/bulk-load.js';
import type { Household, NameParts, Period, SyntheticCare, SyntheticPerson } from '../../shared/synthetic/household.js';
import type { SubgraphSeed } from '../../shared/synthetic/seed.js';

/** What the synthetic facts name as their source: no real register is behind them. */
const BIRTH_RECORD = 'Birth record (synthetic)';
const DEATH_RECORD = 'Death record (synthetic)';
const ADDRESS_REGISTER = 'Address register (synthetic)';
const CITIZENSHIP_REGISTER = 'Citizenship register (synthetic)';

const FACT = ['valid_from', 'valid_to', 'source', 'recorded_at'] as const;

/** A fact's columns; recorded on the day it began unless the register learnt of it later. */
const fact = ({ from, to }: Period, source: string, recordedOn: CivilDate = from): Cell[] => [from, to, source, `${recordedOn}T06:00:00Z`];

const regionOf = (district: string): string => `${district.slice(0, 2)}0000000`;

const nameCells = ({ surname, given, patronymic }: NameParts): Cell[] => [surname, given, patronymic];

const personCells = (person: SyntheticPerson): Cell[] => [
  person.iin,
  person.birthDate,
  person.sex,
  ...nameCells(person.name.kk),
  ...nameCells(person.name.ru),
  ...nameCells(person.name.latin),
  person.isChild,
  person.registeredOn,
  BIRTH_RECORD,
  `${person.registeredOn}T06:00:00Z`,
];

const NAME_COLUMNS = ['kk', 'ru', 'latin'].flatMap((script) => ['surname', 'given', 'patronymic'].map((part) => `${part}_${script}`));

async function loadPersons(client: Client, persons: readonly SyntheticPerson[]): Promise<void> {
  const columns = ['iin', 'birth_date', 'sex', ...NAME_COLUMNS, 'is_child', 'registered_on', 'source', 'recorded_at'];
  await bulkLoad(client, 'person', columns, persons.map(personCells));
  await bulkLoad(client, 'citizenship', ['iin', 'country', ...FACT], persons.flatMap((person) =>
    person.citizenships.map((one) => [person.iin, one.country, ...fact(one, CITIZENSHIP_REGISTER)])));
  await bulkLoad(client, 'residence', ['iin', 'region_kato', 'district_kato', 'address', ...FACT], persons.flatMap((person) =>
    person.residences.map((one) => [person.iin, regionOf(one.district), one.district, one.address, ...fact(one, ADDRESS_REGISTER)])));
  await bulkLoad(client, 'life_status', ['iin', 'status', ...FACT], persons.flatMap(({ iin, death }) =>
    death === null ? [] : [[iin, 'DECEASED', ...fact({ from: death.on, to: null }, DEATH_RECORD, death.registeredOn)]]));
}

async function loadFamilies(client: Client, households: readonly Household[]): Promise<void> {
  const parentages = households.flatMap((household) => household.parentages);
  await bulkLoad(client, 'parentage', ['iin', 'parent_iin', 'role', 'basis', ...FACT], parentages.map((one) => [
    one.child, one.parent, one.role, one.basis, ...fact(one, one.basis === 'BIRTH' ? BIRTH_RECORD : 'Court decision on adoption (synthetic)')]));
  await bulkLoad(client, 'parental_right', ['iin', 'parent_iin', 'status', ...FACT], parentages.flatMap((one) =>
    one.restrictions.map((restriction) => [one.child, one.parent, restriction.status, ...fact(restriction, `${restriction.act} (synthetic)`)])));
}

/** A representative is each carer, or the institution; a guest host is none (Code on Marriage and Family, 137-3(2)). */
function guardianshipRows(care: SyntheticCare): Cell[][] {
  if (care.form === 'GUEST') return [];
  const row = (iin: string | null, bin: string | null): Cell[] => [care.child, iin, bin, care.form, care.body, ...fact(care, `${care.act} (synthetic)`)];
  return care.form === 'INSTITUTION' ? [row(null, care.institution)] : care.carers.map((carer) => row(carer, null));
}

/** The civil registry's own records of a synthetic population. Places are reference data of a migration. */
export const seed: SubgraphSeed = {
  prepare: () => Promise.resolve(),
  load: async (client, households) => {
    await loadPersons(client, households.flatMap(({ persons }) => persons));
    await loadFamilies(client, households);
    const cares = households.flatMap((household) => household.cares);
    await bulkLoad(client, 'guardianship', ['iin', 'representative_iin', 'representative_bin', 'form', 'body_bin', ...FACT], cares.flatMap(guardianshipRows));
    await bulkLoad(client, 'restriction', ['iin', ...FACT], cares.filter(({ shielded }) => shielded).map((care) => [care.child, ...fact(care, 'foster-families')]));
  },
};
