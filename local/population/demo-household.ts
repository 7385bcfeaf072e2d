import { guardianshipBody } from '../../subgraphs/shared/synthetic/organisations.js';
import { dayOf } from './calendar.js';
import type { Draft } from './draft.js';
import { type Life, moveTo, written } from './life.js';
import { KAZAKH, type Word } from './name-book.js';
import { nameOf, type Sex } from './names.js';
import type { Place } from './places.js';

/*
 * Household 0: a family of Almaty on whom every programme has something to show, the same under every seed. Five
 * minors (large family), the youngest under a year and a half; Аружан, the second, has a disability, a savings claim
 * of three reporting years, a school, and spent the autumn of 2025 with her brothers and sister in a professional
 * foster family, found without supervision while their mother was in hospital.
 */

export const DEMO_CHILDREN = 5;

/** The first as-of day on which everything told below has happened. */
export const DEMO_SINCE = '2026-04-01';

const HOME: Place = { district: '751410000', address: 'Абай көшесі, 52-үй, 14-пәтер' };
const CARERS_HOME: Place = { district: '751310000', address: 'Достық көшесі, 118-үй, 3-пәтер' };

const SURNAME = 'Ермеков';
const FATHER = 'Дәулет';

const named = <T extends Word>(words: readonly T[], kk: string): T => {
  const found = words.find((word) => word.kk === kk);
  if (found === undefined) throw new Error('The demo family bears a name that is not in the book.');
  return found;
};

interface Member {
  readonly born: string;
  readonly given: string;
  readonly sex: Sex;
  readonly patronymic: string;
  readonly surname?: string;
  readonly home?: Place;
}

function member(draft: Draft, { born, given, sex, patronymic, surname = SURNAME, home = HOME }: Member): Life {
  const source = {
    surname: KAZAKH.surnames.find(({ MALE }) => MALE.kk === surname) ?? named([], surname),
    given: named(sex === 'MALE' ? KAZAKH.male : KAZAKH.female, given),
    patronymic: named(KAZAKH.male, patronymic),
  };
  return draft.person(dayOf(born), sex, nameOf(source, sex), home, 12);
}

/** Puts the family into an empty household; returns the child and the mother whom the README names. */
export function tellDemo(draft: Draft): { child: Life; mother: Life } {
  const mother = member(draft, { born: '1988-06-17', given: 'Айгерім', sex: 'FEMALE', patronymic: 'Марат' });
  const father = member(draft, { born: '1985-11-02', given: FATHER, sex: 'MALE', patronymic: 'Асқар' });
  const eldest = member(draft, { born: '2011-03-08', given: 'Әлихан', sex: 'MALE', patronymic: FATHER });
  const child = member(draft, { born: '2015-05-14', given: 'Аружан', sex: 'FEMALE', patronymic: FATHER });
  const third = member(draft, { born: '2017-09-21', given: 'Мирас', sex: 'MALE', patronymic: FATHER });
  const fourth = member(draft, { born: '2020-11-30', given: 'Томирис', sex: 'FEMALE', patronymic: FATHER });
  const youngest = member(draft, { born: '2026-02-11', given: 'Расул', sex: 'MALE', patronymic: FATHER });
  for (const one of [eldest, child, third, fourth, youngest]) parentage(draft, one, mother, father);
  fosterCare(draft, [eldest, child, third, fourth]);
  draft.facts.disabilities.push(
    { person: child.iin, from: '2019-10-02', to: '2022-05-14', group: null },
    { person: child.iin, from: '2022-05-14', to: null, group: 'II' },
  );
  draft.facts.insurances.push(
    { person: mother.iin, from: '2010-09-01', to: null, averageMonthlyIncome: '312450.00' },
    { person: father.iin, from: '2008-03-01', to: null, averageMonthlyIncome: '428900.50' },
  );
  return { child, mother };
}

function parentage(draft: Draft, child: Life, mother: Life, father: Life): void {
  const from = written(child).birthDate;
  for (const [parent, role] of [[mother, 'MOTHER'], [father, 'FATHER']] as const) {
    draft.facts.parentages.push({ child: child.iin, parent: parent.iin, role, basis: 'BIRTH', from, to: null, restrictions: [] });
  }
}

/** Brothers and sisters together: more than four would be allowed too (Family Code, 132-6(1)). */
function fosterCare(draft: Draft, children: readonly Life[]): void {
  const carer = member(draft, { born: '1979-04-25', given: 'Гүлмира', sex: 'FEMALE', patronymic: 'Серік', surname: 'Оспанов', home: CARERS_HOME });
  const [from, to] = ['2025-09-08', '2025-12-19'];
  children.forEach((child, order) => {
    moveTo(child, dayOf(from), CARERS_HOME);
    moveTo(child, dayOf(to), HOME);
    draft.facts.cares.push({
      child: child.iin,
      form: 'PROFESSIONAL_FOSTER',
      carers: [carer.iin],
      institution: null,
      body: guardianshipBody(CARERS_HOME.district),
      act: `2025/0-1.${order + 1}`,
      district: CARERS_HOME.district,
      from,
      to,
      endReason: 'RETURNED_TO_PARENT',
      reason: 'NEGLECT',
      shielded: false,
    });
  });
}
