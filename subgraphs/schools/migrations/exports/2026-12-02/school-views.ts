import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, recorded } from '../../../../shared/export/migration.js';
import { aboutNobody, norm, SCHOOL, SCHOOL_REGION, SHIELDED } from './pupils.js';

export const SCHOOLS: ExportView = {
  description: 'Schools, as they are published.',
  from: `school s where ${recorded('s.recorded_at')}`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 's.recorded_at'),
    school: SCHOOL,
    bin: column('text', 'BIN of the school.', 's.bin'),
    district: column('text', 'KATO of the district.', 's.district_kato'),
    type: column('text', 'PRIMARY, BASIC, SECONDARY, GYMNASIUM, LYCEUM, SPECIAL.', 's.type'),
    ownership: column('text', 'STATE, PRIVATE.', 's.ownership'),
    rural: column('boolean', 'Whether it stands in a rural place.', 's.rural'),
    design_capacity: column('integer', 'Places by design, in one shift.', 's.design_capacity'),
    shifts: column('integer', 'Shifts in which it works: 1 to 3.', 's.shifts'),
    emergency: column('boolean', 'Whether its building is unsafe.', `s.building_state = 'EMERGENCY'`),
    languages: column('text', 'Languages of instruction, with commas: KK, RU, OTHER.', `array_to_string(s.languages, ',')`),
    programme: column('text', 'Building programme that it came from; null for none.', 's.programme'),
    opened_on: column('date', 'First day.', 's.opened_on'),
    closed_on: column('date', 'First day on which it was closed; null while it is open.', 's.closed_on'),
  },
};

/** First day of a school year. */
const FIRST_DAY = `make_date(k.school_year, ${norm('SCHOOL_YEAR_MONTH')}, 1)`;

/** Pupils who were on the roll on the first day of a school year and whose school is withheld: whoever counts the others' rows would find them by what is left. */
const WITHHELD = `(select y.year as school_year, e.school_id, count(*) as pupils, count(*) filter (where e.shift = 3) as third from enrolment e
    cross join lateral generate_series(extract(year from e.valid_from)::int, extract(year from e.valid_from)::int + 1) as y(year)
    cross join lateral (select make_date(y.year, ${norm('SCHOOL_YEAR_MONTH')}, 1) as day) f
  where e.iin in ${SHIELDED} and f.day >= e.valid_from and (e.valid_to is null or f.day < e.valid_to) group by 1, 2)`;

const PUPILS = '(k.pupils - coalesce(w.pupils, 0))';
const PLACES = `s.design_capacity * ${norm('SHIFTS_COUNTED')}`;

export const ROLL: ExportView = {
  description: 'Pupils of each school on the first day of a school year that has begun, as it is known now, and the deficit of places. Without children whose whereabouts are withheld.',
  from: `(select school_id, school_year, sum(pupils) as pupils, sum(pupils) filter (where shift = 3) as third from school_roll group by school_id, school_year) k join school s on s.id = k.school_id
    left join ${WITHHELD} w on w.school_id = k.school_id and w.school_year = k.school_year where ${PUPILS} > 0 and ${recorded('s.recorded_at')} and ${FIRST_DAY} <= ${AS_OF_DAY}`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 's.recorded_at'),
    school: SCHOOL,
    school_year: column('integer', 'The year in which the school year begins.', 'k.school_year'),
    pupils: column('integer', 'Pupils on the roll.', PUPILS),
    places: column('integer', 'Places, in the shifts in which the ministry counts them (SHIFTS_COUNTED).', PLACES),
    deficit: column('integer', 'Pupils for whom there is no place: those above `places`.', `greatest(0, ${PUPILS} - ${PLACES})`),
    shift_coefficient: column('numeric', 'Pupils for each place by design, two decimals; above 2 there are too many for two shifts.', `round(${PUPILS}::numeric / s.design_capacity, 2)`),
    three_shift: column('boolean', 'Whether somebody was on the roll of a third shift.', 'coalesce(k.third, 0) > coalesce(w.third, 0)'),
  },
};

/** Public places that shielded children took before: whoever counts the others' applications would find them by what is left. */
const TAKEN = `i.taken - (select count(*) from school_application a where a.intake_id = i.id and a.state in ('ACCEPTED', 'ENROLLED') and not a.set_aside and a.iin in ${SHIELDED})`;

export const INTAKE: ExportView = {
  description: 'How many children schools take into a class with one school year, in one language, as it stands now. Without places that are set aside, and children whose whereabouts are withheld.',
  from: `intake i join school s on s.id = i.school_id where ${recorded('i.recorded_at')}`,
  columns: {
    ...aboutNobody(SCHOOL_REGION, 'i.recorded_at'),
    intake: column('uuid', 'Public id, the same in every snapshot.', 'i.public_id'),
    school: SCHOOL,
    school_year: column('integer', 'The year in which the school year begins.', 'extract(year from i.school_year)'),
    class_number: column('integer', 'Class, 0 to 11.', 'i.class_number'),
    language: column('text', 'KK, RU, OTHER.', 'i.language'),
    places: column('integer', 'Places.', 'i.places'),
    taken: column('integer', 'Places that are taken.', TAKEN),
  },
};
