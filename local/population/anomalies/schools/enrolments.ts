import { NOBD } from '../../../../subgraphs/schools/seed/schools.js';
import type { Births } from '../../births.js';
import { dateOf, type Day, yearOf } from '../../calendar.js';
import type { Random } from '../../random.js';
import type { Anomaly, AnomalyKind, WrongRow } from '../kind.js';
import { aged, type Scene } from '../scene.js';
import { inSchool, type SchoolRows } from './school-rows.js';

const pupil = (asOf: Day, random: Random): readonly Births[] => [aged(asOf, random, [9, 13])];

const schoolYear = (asOf: Day, before = 0): string => `${yearOf(asOf) - before}-09-01`;

const spoiled = (scene: Scene, what: string, dates: Anomaly['dates'], change: (schools: SchoolRows) => readonly WrongRow[]): Anomaly => ({
  child: scene.child().iin,
  others: [],
  what,
  dates,
  plant: { schools: inSchool(scene.child().iin, change) },
});

export const enrolledTwice: AnomalyKind = {
  code: 'ENROLLED_TWICE',
  rules: ['E01'],
  programmes: ['schools'],
  title: 'A child was enrolled in two schools for most of last year',
  births: pupil,
  tell: (scene) =>
    spoiled(scene, 'A second school has had the child on its roll.', {}, (schools) => {
      const [first, until] = [schools.enrolment(schoolYear(scene.asOf, 1)), `${yearOf(scene.asOf)}-05-25`];
      const { id, regionKato, languages } = schools.otherSchool(schools.school(first), schoolYear(scene.asOf, 1));
      const row = schools.copy(first, { school_id: id, region_kato: regionKato, language: languages[0] ?? 'KK', shift: 1, valid_to: until, leave_reason: 'TRANSFERRED' });
      return [{ ...schools.wrong(row, null, null), key: { iin: scene.child().iin, validFrom: row.get('valid_from') } }];
    }),
};

/** An enrolment that something has ended goes on as if it had not. */
function goesOn(schools: SchoolRows): WrongRow[] {
  const row = schools.enrolment();
  const expected = row.get('valid_to');
  row.set({ valid_to: null, leave_reason: null });
  return [schools.wrong(row, 'valid_to', expected)];
}

export const enrolledAfterDeath: AnomalyKind = {
  code: 'ENROLLED_AFTER_DEATH',
  rules: ['E02'],
  programmes: ['schools'],
  title: 'A dead child is still on a school\'s roll',
  births: pupil,
  tell: (scene) => {
    const on = scene.dayIn(scene.random.between(6, 8));
    scene.dies(scene.child(), on, 4);
    return spoiled(scene, 'The enrolment did not end with the child\'s death.', { death: dateOf(on) }, goesOn);
  },
};

export const enrolledAbroad: AnomalyKind = {
  code: 'ENROLLED_ABROAD',
  rules: ['E06'],
  programmes: ['schools'],
  title: 'A child who left the country for good is still on a school\'s roll',
  births: pupil,
  tell: (scene) => {
    const [left, { mother, father }] = [scene.dayIn(scene.random.between(6, 8)), scene];
    for (const life of [mother, father, scene.child()]) life.left = left;
    return spoiled(scene, 'The enrolment did not end with the departure.', { left: dateOf(left) }, goesOn);
  },
};

export const notEnrolled: AnomalyKind = {
  code: 'NOT_ENROLLED',
  rules: ['E03'],
  programmes: ['schools'],
  title: 'A child of school age is enrolled nowhere',
  births: pupil,
  tell: (scene) =>
    spoiled(scene, 'No school has ever had the child on its roll.', {}, (schools) => {
      schools.removeAll();
      return [{ table: 'enrolment', key: { iin: scene.child().iin, schoolYear: schoolYear(scene.asOf) }, column: null, expected: 'an enrolment', planted: null }];
    }),
};

export const noSuchShift: AnomalyKind = {
  code: 'SHIFT_NOT_OF_SCHOOL',
  rules: ['E04'],
  programmes: ['schools'],
  title: 'A child is enrolled in a shift that the school does not have, so that its places do not add up',
  births: pupil,
  tell: (scene) =>
    spoiled(scene, 'The school has fewer shifts.', {}, (schools) => {
      const row = schools.enrolment();
      const own = schools.school(row);
      const school = own.shifts < 3 ? own : schools.otherSchool(own, row.text('valid_from'), ({ shifts, languages }) => shifts < 3 && languages.includes(row.text('language')));
      row.set({ school_id: school.id, region_kato: school.regionKato, shift: school.shifts + 1 });
      return [schools.wrong(row, 'shift', school.shifts)];
    }),
};

export const noSuchLanguage: AnomalyKind = {
  code: 'LANGUAGE_NOT_OF_SCHOOL',
  rules: ['E04'],
  programmes: ['schools'],
  title: 'A child is enrolled in a language that the school does not teach in',
  births: pupil,
  tell: (scene) =>
    spoiled(scene, 'The school does not teach in this language.', {}, (schools) => {
      const row = schools.enrolment();
      const { languages } = schools.school(row);
      const expected = row.get('language');
      row.set({ language: ['OTHER', 'RU', 'KK'].find((one) => !languages.includes(one)) ?? null });
      return [schools.wrong(row, 'language', expected)];
    }),
};

export const enrolledTooYoung: AnomalyKind = {
  code: 'ENROLLED_TOO_YOUNG',
  rules: ['E05'],
  programmes: ['schools'],
  title: 'A child of four is enrolled in class 1',
  births: (asOf, random) => [aged(asOf, random, [4.2, 4.9])],
  tell: (scene) =>
    spoiled(scene, 'Class 1 is for children of six and older.', {}, (schools) => {
      const { id, regionKato, languages } = schools.schoolIn(scene.family.home.district);
      const from = schoolYear(scene.asOf);
      const row = schools.add({ school_id: id, region_kato: regionKato, class_number: 1, letter: 'А', language: languages[0] ?? 'KK', shift: 1, valid_from: from, source: NOBD, recorded_at: from });
      return [schools.wrong(row, 'class_number', null)];
    }),
};
