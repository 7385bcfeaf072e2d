import type { CivilDate } from '../../shared/clock.js';
import { ageOn, birthdayAt } from '../../shared/dated.js';
import { holds, type Period } from '../../shared/periods.js';
import type { Household, SyntheticPerson } from '../../shared/synthetic/household.js';
import type { Cell, PopulationFacts } from '../../shared/synthetic/seed.js';

export const RESIDENT_COLUMNS = ['iin', 'birth_date', 'died_on', 'region_kato', 'district_kato', 'resident_since', 'source', 'recorded_at'] as const;
export const PARENT_COLUMNS = ['iin', 'person_iin', 'basis', 'valid_from', 'valid_to', 'source', 'recorded_at'] as const;
export const GUARDIAN_COLUMNS = ['iin', 'person_iin', 'valid_from', 'valid_to', 'source', 'recorded_at'] as const;

const [REGISTRY, GUARDIANS] = ['Civil registry', 'Guardianship bodies'];

const MAJORITY = 18;

/** A guest host is no representative (Code on Marriage and Family, 137-3(2)); an institution has no carers. */
const NO_REPRESENTATIVE = 'GUEST';

/** Whom schools are for. */
const minors = ({ persons }: Household, asOf: CivilDate): SyntheticPerson[] => persons.filter(({ isChild, birthDate }) => isChild && ageOn(birthDate, asOf) < MAJORITY);

/** What the civil registry's feed has told of each child by now. */
export const residentRows = (household: Household, { asOf }: PopulationFacts): Cell[][] =>
  minors(household, asOf).map(({ iin, birthDate, death, residences, registeredOn }) => {
    const home = residences.find((one) => holds(one, asOf));
    const place = home === undefined ? [null, null, null] : [`${home.district.slice(0, 2)}0000000`, home.district, home.from];
    return [iin, birthDate, death?.on ?? null, ...place, REGISTRY, registeredOn];
  });

/** What goes on as of the population's last day. */
const ofMinors = <T extends Period & { readonly child: string }>(household: Household, facts: readonly T[], asOf: CivilDate): [T, SyntheticPerson][] =>
  minors(household, asOf).flatMap((child) => facts.filter((one) => one.child === child.iin && holds(one, asOf)).map((one): [T, SyntheticPerson] => [one, child]));

/** Parents, and the limits of their rights. */
export const parentRows = (household: Household, { asOf }: PopulationFacts): Cell[][] =>
  ofMinors(household, household.parentages, asOf).flatMap(([{ child, parent, from, to, restrictions }]) => [
    [child, parent, 'PARENTAGE', from, to, REGISTRY, from],
    ...restrictions.filter((one) => holds(one, asOf)).map((one): Cell[] => [child, parent, 'RIGHTS_REMOVED', one.from, one.to, REGISTRY, one.from]),
  ]);

/** Who represents a child instead of the parents, until majority at the latest. */
export const guardianRows = (household: Household, { asOf }: PopulationFacts): Cell[][] =>
  ofMinors(household, household.cares, asOf).flatMap(([{ child, form, carers, from, to }, { birthDate }]) =>
    form === NO_REPRESENTATIVE ? [] : carers.map((carer): Cell[] => [child, carer, from, to ?? birthdayAt(birthDate, MAJORITY), GUARDIANS, from]));
