import type { CivilDate } from '../../shared/clock.js';
import type { Period } from '../../shared/periods.js';
import type { Household, NameParts, SyntheticParentage, SyntheticPerson } from '../../shared/synthetic/household.js';
import { type Cell, defineSeed, type SeedWriter } from '../../shared/synthetic/seed.js';
import { shieldedDays } from '../../shared/synthetic/shielded-days.js';
import { guardianshipRows } from './guardianships.js';

/** What the synthetic facts name as their source: no real register is behind them. */
const BIRTH_RECORD = 'Birth record (synthetic)';
const DEATH_RECORD = 'Death record (synthetic)';
const ADDRESS_REGISTER = 'Address register (synthetic)';
const CITIZENSHIP_REGISTER = 'Citizenship register (synthetic)';
const ADOPTION_RECORD = 'Court decision on adoption (synthetic)';

const FACT = ['valid_from', 'valid_to', 'source', 'recorded_at'] as const;
const NAME_COLUMNS = ['kk', 'ru', 'latin'].flatMap((script) => ['surname', 'given', 'patronymic'].map((part) => `${part}_${script}`));

const TABLES = {
  person: ['iin', 'birth_date', 'sex', ...NAME_COLUMNS, 'is_child', 'registered_on', 'source', 'recorded_at'],
  citizenship: ['iin', 'country', ...FACT],
  residence: ['iin', 'region_kato', 'district_kato', 'address', ...FACT],
  life_status: ['iin', 'status', ...FACT],
  parentage: ['iin', 'parent_iin', 'role', 'basis', ...FACT],
  parental_right: ['iin', 'parent_iin', 'status', ...FACT],
  guardianship: ['iin', 'representative_iin', 'representative_bin', 'form', 'body_bin', ...FACT],
  restriction: ['iin', ...FACT],
} as const;

type Writer = SeedWriter<keyof typeof TABLES>;

/** A fact's columns; recorded on the day it began unless the register learnt of it later. */
const fact = ({ from, to }: Period, source: string, recordedOn: CivilDate = from): Cell[] => [from, to, source, recordedOn];

const regionOf = (district: string): string => `${district.slice(0, 2)}0000000`;

const nameCells = ({ surname, given, patronymic }: NameParts): Cell[] => [surname, given, patronymic];

function writePerson(person: SyntheticPerson, write: Writer): void {
  const { iin, name, registeredOn, death } = person;
  write.row('person', [
    iin, person.birthDate, person.sex, ...nameCells(name.kk), ...nameCells(name.ru), ...nameCells(name.latin), person.isChild,
    registeredOn, BIRTH_RECORD, registeredOn]);
  for (const one of person.citizenships) write.row('citizenship', [iin, one.country, ...fact(one, CITIZENSHIP_REGISTER)]);
  for (const one of person.residences) write.row('residence', [iin, regionOf(one.district), one.district, one.address, ...fact(one, ADDRESS_REGISTER)]);
  if (death !== null) write.row('life_status', [iin, 'DECEASED', ...fact({ from: death.on, to: null }, DEATH_RECORD, death.registeredOn)]);
}

function writeParentage(one: SyntheticParentage, write: Writer): void {
  write.row('parentage', [one.child, one.parent, one.role, one.basis, ...fact(one, one.basis === 'BIRTH' ? BIRTH_RECORD : ADOPTION_RECORD)]);
  for (const restriction of one.restrictions) {
    write.row('parental_right', [one.child, one.parent, restriction.status, ...fact(restriction, `${restriction.act} (synthetic)`)]);
  }
}

function writeHousehold(household: Household, write: Writer): void {
  for (const person of household.persons) writePerson(person, write);
  for (const parentage of household.parentages) writeParentage(parentage, write);
  for (const cells of guardianshipRows(household)) write.row('guardianship', cells);
  for (const [child, from, to] of shieldedDays(household.cares)) write.row('restriction', [child, ...fact({ from, to }, 'foster-families')]);
}

/** The civil registry's own records of a synthetic population. Places are reference data of a migration. */
export const seed = defineSeed({
  tables: TABLES,
  children: { table: 'person', flag: 'is_child', everyone: true },
  readReference: () => Promise.resolve(null),
  recorder: () => ({ household: writeHousehold }),
});
