import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { common, DEATHS, endOf, firstWhole, holds, HOME, known, majority, NO_REGION, open, recordedIn, SHIELDING_RULE, WITH_A_PAST } from './people.js';

const SUBJECT = pseudonym('p.iin');

/** Not before the month in which the birth stands: that a birth date was moved is nobody's business. */
const ON_RECORD = `greatest(${recordedIn('p.recorded_at')}, date_trunc('month', p.registered_on::timestamp) at time zone 'UTC')`;

const CITIZEN = `(select z.iin, z.valid_from from citizenship z where z.country = 'KZ' and ${known('citizenship', 'z')} and ${holds('z')})`;

/** The year of the first 1 September on which the child is six. */
const SIX = `extract(year from p.birth_date)::int + 6 + (extract(month from p.birth_date) * 100 + extract(day from p.birth_date) > 901)::int`;

export const CHILD: ExportView = {
  description: 'Everybody whose birth was registered here as a child\'s, whatever became of them: one row for each.',
  from: `person p left join ${HOME} r on r.iin = p.iin left join ${CITIZEN} z on z.iin = p.iin left join ${DEATHS} d on d.iin = p.iin where p.is_child and ${recorded('p.recorded_at')}`,
  columns: {
    ...common(SUBJECT, 'the child', column('text', `KATO of the region of residence on the snapshot's day; null without one, and ${SHIELDING_RULE}.`, open('p.iin', 'r.region_kato')), ON_RECORD),
    born: column('date', 'First day of the month of birth.', month('p.birth_date')),
    sex: column('text', 'FEMALE, MALE.', 'p.sex'),
    of_age: column('date', 'First day of the month of the 18th birthday.', month(majority('p.birth_date'))),
    six_by_september: column('integer', 'Year of the first 1 September on which the child is six, the age for class 1.', SIX),
    counted_from: column('date', 'First month on whose first day the birth was on record; a birth that was recorded on its own day counts from the day after.', firstWhole('(p.registered_on + (p.registered_on = p.birth_date)::int)')),
    died: column('date', 'First day of the month of death; null for the living.', month('d.died_on')),
    citizen: column('boolean', 'Whether a citizen of Kazakhstan on the snapshot\'s day; of nobody who has died.', 'z.iin is not null'),
    citizen_since: column('date', 'First day of the month in which that citizenship began; null without one. Earlier and ended ones: `civil_citizenship`.', month('z.valid_from')),
    resident: column('boolean', 'Whether registered at an address in the country on the snapshot\'s day.', 'r.iin is not null'),
    district: column('text', `KATO of the district of residence; null without one, and ${SHIELDING_RULE}.`, open('p.iin', 'r.district_kato')),
    resident_since: column('date', `First day of the month in which that residence began; null without one, of a child who was adopted, and ${SHIELDING_RULE}.`,
      `case when p.iin in ${WITH_A_PAST} then null else ${open('p.iin', month('r.valid_from'))} end`),
  },
};

export const CITIZENSHIP: ExportView = {
  description: 'Citizenships of Kazakhstan of children that did not begin with the birth or have ended. Whoever is not in it has been a citizen since birth, or never, as `civil_child` says.',
  from: `citizenship z join person p on p.iin = z.iin and p.is_child where z.country = 'KZ' and ${known('citizenship', 'z')} and (z.valid_to is not null or z.valid_from <> p.birth_date)`,
  columns: {
    ...common(SUBJECT, 'the child', NO_REGION, recordedIn('coalesce(z.told_at, z.recorded_at)')),
    since: column('date', 'First day of the month in which it began.', month('z.valid_from')),
    until: column('date', 'First day of the month of the first day on which it no longer held; null while it does. A death ends it.', month(endOf('z'))),
  },
};
