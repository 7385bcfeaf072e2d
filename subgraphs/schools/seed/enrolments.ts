import { earliest, latest } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Household, SyntheticPerson } from '../../shared/synthetic/household.js';
import { type Cell, chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { NOBD, type SeedSchool } from './schools.js';
import { schoolYears, type SchoolPath, type SchoolYear } from './school-years.js';
import { staysOf, type Stay } from './stays.js';

/** The schools of each district. */
export type Schools = ReadonlyMap<string, readonly SeedSchool[]>;

export const ENROLMENT_COLUMNS = ['iin', 'school_id', 'region_kato', 'class_number', 'letter', 'language', 'shift', 'valid_from', 'valid_to', 'leave_reason', 'source', 'recorded_at'] as const;

/** The first day of the first school year that the synthetic register keeps. */
export const KEPT_SINCE: CivilDate = '2021-09-01';

const LETTERS = ['А', 'Ә', 'Б'];

/** Letters of the Kazakh alphabet that Russian has not. */
const KAZAKH_LETTERS = /[әіңғүұқөһ]/i;

/** One child of a household and what chance decides about it. */
interface Pupil {
  readonly person: SyntheticPerson;
  readonly at: (what: string) => number;
  /** What is decided for brothers and sisters together. */
  readonly familyAt: (what: string) => number;
}

const pathOf = ({ at }: Pupil): SchoolPath => ({ startAge: at('start') < 0.7 ? 6 : 7, preSchool: at('pre-school') < 0.6, lastClass: at('college') < 0.3 ? 9 : 11 });

/** Language by the family: most with a Kazakh name choose Kazakh. */
function languageOf({ person, familyAt }: Pupil): string {
  const kazakh = KAZAKH_LETTERS.test(Object.values(person.name.kk).join(' '));
  const at = familyAt('language');
  return at < (kazakh ? 0.85 : 0.35) ? 'KK' : at < 0.98 ? 'RU' : 'OTHER';
}

/** The school of the district that the child enters: brothers and sisters go to the same one. */
function schoolFor(stay: Stay, day: CivilDate, language: string, { familyAt }: Pupil, schools: Schools): SeedSchool | null {
  const open = (schools.get(stay.district) ?? []).filter(({ openedOn }) => openedOn <= day);
  const teaching = open.filter(({ languages }) => languages.includes(language));
  const choice = teaching.length > 0 ? teaching : open;
  return choice[Math.floor(familyAt(`school ${stay.district} ${stay.from}`) * choice.length)] ?? null;
}

/** What one pupil's enrolments have in common. */
interface Class {
  readonly school: SeedSchool;
  readonly letter: string;
  readonly language: string;
}

function enrolmentCells({ person: { iin } }: Pupil, { school, letter, language }: Class, stay: Stay, year: SchoolYear, asOf: CivilDate): Cell[] | null {
  const from = latest(year.from, stay.from);
  const to = stay.to === null ? year.to : earliest(year.to, stay.to);
  if (from >= to || from > asOf) return null;
  const over = to <= asOf;
  const reason = to === year.to ? year.end : stay.end;
  return [iin, school.id, school.regionKato, year.classNumber, letter, language, (year.classNumber % school.shifts) + 1, from, over ? to : null, over ? reason : null, NOBD, from];
}

function* enrolmentsOf(pupil: Pupil, schools: Schools, asOf: CivilDate): Generator<Cell[]> {
  const years = schoolYears(pupil.person.birthDate, pathOf(pupil), asOf).filter(({ from }) => from >= KEPT_SINCE);
  const firstDay = years[0]?.from;
  if (firstDay === undefined) return;
  const wanted = languageOf(pupil);
  const letter = LETTERS[Math.floor(pupil.at('letter') * LETTERS.length)] ?? 'А';
  for (const stay of staysOf(pupil.person)) {
    const school = schoolFor(stay, latest(stay.from, firstDay), wanted, pupil, schools);
    if (school === null) continue;
    const language = school.languages.includes(wanted) ? wanted : (school.languages[0] ?? 'KK');
    for (const year of years) {
      const cells = enrolmentCells(pupil, { school, letter, language }, stay, year, asOf);
      if (cells !== null) yield cells;
    }
  }
}

/** The enrolments of a household's children. */
export function* enrolmentRows(household: Household, { seed, asOf }: PopulationFacts, schools: Schools): Generator<Cell[]> {
  const familyAt = (what: string): number => chance(seed, 'family', household.number, what);
  for (const [order, person] of household.persons.entries()) {
    if (!person.isChild) continue;
    yield* enrolmentsOf({ person, familyAt, at: (what) => chance(seed, 'pupil', household.number, order, what) }, schools, asOf);
  }
}
