import { createHmac } from 'node:crypto';
import { shieldedDays } from '../../../../../subgraphs/shared/synthetic/shielded-days.js';
import type { SomeHouseholds } from '../../../../support/population.js';
import type { Household, SyntheticPerson } from '../../../../../subgraphs/shared/synthetic/household.js';
import type { Span, TrueChild } from './truth.js';

/** A pseudonym as ADR 51 says that it is made, without a line of what makes it. */
export const pseudonymOf = (iin: string, key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(iin).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

const on = (day: string) => ({ from, to }: Span): boolean => from <= day && (to === null || to > day);

/** Reporting years on whose 31 December a child is born, alive, a citizen and not yet 18. */
const listsOf = ({ birthDate, death, citizenships }: SyntheticPerson, years: readonly number[]): number[] =>
  years.filter((year) => {
    const day = `${year}-12-31`;
    const majority = `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}`;
    return birthDate <= day && majority > day && (death === null || death.on > day) && citizenships.some((one) => one.country === 'KZ' && on(day)(one));
  });

/** What the snapshot has besides, row by row, as it is read without a condition. */
export interface Rows {
  readonly awards: readonly { readonly subject: string; readonly programme: string; readonly since: string; readonly until: string | null; readonly never_due: boolean }[];
  readonly rolls: readonly { readonly subject: string; readonly since: string; readonly until: string | null }[];
}

function childOf({ cares, parentages }: Household, person: SyntheticPerson, day: string, key: string, years: readonly number[], { awards, rolls }: Rows): TrueChild {
  const id = pseudonymOf(person.iin, key);
  const home = person.residences.find(on(day));
  const isShielded = [...shieldedDays(cares)].some(([child, , to]) => child === person.iin && (to === null || to > day));
  return {
    id,
    born: monthOf(person.birthDate),
    sex: person.sex,
    region: home === undefined || isShielded ? null : `${home.district.slice(0, 2)}0000000`,
    died: person.death !== null && person.death.on <= day,
    citizen: (person.death === null || person.death.on > day) && person.citizenships.some((one) => one.country === 'KZ' && on(day)(one)),
    care: cares.filter(({ child, from }) => child === person.iin && from <= day),
    rights: parentages.filter(({ child }) => child === person.iin).flatMap(({ restrictions }) => restrictions),
    lists: listsOf(person, years),
    awards: awards.filter((row) => row.subject === id && !row.never_due).map(({ programme, since, until }) => ({ programme, from: since, to: until })),
    rolls: rolls.filter((row) => row.subject === id).map(({ since, until }) => ({ from: since, to: until })),
  };
}

/** Everybody whose birth was registered as a child's, whom no adoption has given another past. */
export const trueChildren = ({ households }: SomeHouseholds, day: string, key: string, years: readonly number[], rows: Rows): TrueChild[] =>
  households.flatMap((household) => household.persons.filter(({ isChild, registeredOn }) => isChild && registeredOn <= day).map((person) => childOf(household, person, day, key, years, rows)));

/** Whom an adoption gave another past: what came before is in no view. */
export const adopted = ({ households }: SomeHouseholds, key: string): Set<string> =>
  new Set(households.flatMap(({ parentages }) => parentages.filter(({ basis }) => basis === 'ADOPTION').map(({ child }) => pseudonymOf(child, key))));
