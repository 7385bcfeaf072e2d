import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, month, pseudonym } from '../../../../shared/export/migration.js';
import { adoptedAfter, common, DEATHS, endOf, known, NO_REGION, recordedIn, SHIELDED } from './people.js';

const NOTICED = `(d.recorded_at at time zone 'Asia/Almaty')::date`;

export const DEATH: ExportView = {
  description: 'Deaths on record, of adults too.',
  from: `${DEATHS} d join person p on p.iin = d.iin where true`,
  columns: {
    ...common(pseudonym('p.iin'), 'the person', NO_REGION, recordedIn('d.recorded_at')),
    child: column('boolean', 'Whether the person has a row in `civil_child`.', 'p.is_child'),
    died: column('date', 'First day of the month of death.', month('d.died_on')),
    noticed_on: column('date', 'Day on which it was recorded; first day of its month where that is the day of death.', `case when ${NOTICED} = d.died_on then ${month('d.died_on')} else ${NOTICED} end`),
  },
};

const ENDED = `${known('residence', 'r')} and r.valid_to <= ${AS_OF_DAY} and (${endOf('r')}) is not null`;

/** A residence that went on, or began again, after that end. */
const LIVES_ON = `exists (select 1 from residence o where o.iin = r.iin and o.id <> r.id and ${known('residence', 'o')} and (o.valid_to is null or (o.valid_to, o.id) > (r.valid_to, r.id)))`;

export const DEPARTURE: ExportView = {
  description: 'People, adults too, who lived in the country and are registered at no address any more, other than by death. Without shielded children, and without what was before an adoption.',
  from: `residence r left join ${DEATHS} d on d.iin = r.iin where ${ENDED} and r.valid_to is distinct from d.died_on and not ${LIVES_ON} and not ${adoptedAfter('r.iin', '(r.valid_to - 1)')} and r.iin not in ${SHIELDED}`,
  columns: {
    ...common(pseudonym('r.iin'), 'the person', NO_REGION, recordedIn('coalesce(r.told_at, r.recorded_at)')),
    departed: column('date', 'First day of the month of the first day without an address.', month('r.valid_to')),
  },
};
