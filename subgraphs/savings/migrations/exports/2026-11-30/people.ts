import { column, type ExportColumn } from '../../../../shared/export/export-view.js';
import { month, pseudonym } from '../../../../shared/export/migration.js';
import { MAJORITY } from '../../ledger/majority.js';

/* What several views say of people, and how they keep to themselves what tells of somebody's life. `l` is the person's row on the list. */

/** The day in Kazakhstan of the moment that a snapshot is of. */
export const AS_OF_DAY = `(select audit_export.as_of() at time zone 'Asia/Almaty')::date`;

/** Whole years lived by a day. */
export const ageOn = (day: string): string => `extract(year from age(${day}, l.birth_date))`;

/** Whole years since the 18th birthday. */
export const yearsSince18 = (day: string): string => `extract(year from age(${day}, ${MAJORITY}))`;

/** A day, or the first of its month. */
export const guardedIf = (condition: string, day: string): string => `case when ${condition} then ${month(day)} else ${day} end`;

/** A moment, or the beginning of its month. */
export const momentGuardedIf = (condition: string, moment: string): string => `case when ${condition} then date_trunc('month', ${moment}) else ${moment} end`;

/** Whether a day is an 18th birthday: savings may be asked for from it on, so that it is the day of many an application. */
export const onBirthday = (day: string): string => `coalesce(${day} = ${MAJORITY}, false)`;

/** Whether a moment lies on an 18th birthday, in Kazakhstan or by UTC. */
export const momentOnBirthday = (moment: string): string => `coalesce(${MAJORITY} in ((${moment} at time zone 'Asia/Almaty')::date, (${moment} at time zone 'UTC')::date), false)`;

/** A claim's or an account's own number on the ledger, as the views of a snapshot name it. */
export const holding = (account: string): string => pseudonym(`'ledger account ' || ${account}`);

/** The columns that every view has. The programme keeps no place of anybody. */
export const common = (subject: string, whom: string, recordedAt: string, when = 'When it was recorded.'): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', `Pseudonym of ${whom}.`, subject),
  region: column('text', 'Always null: the programme keeps nobody\'s place. Other programmes\' views have the same `subject`.', 'null'),
  recorded_at: column('timestamp with time zone', when, recordedAt),
});

/** The columns of a view about nobody. */
export const aboutNobody = (recordedAt: string, when: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', 'Always null: it is about nobody.', 'null'),
  region: column('text', 'Always null: it is about the country.', 'null'),
  recorded_at: column('timestamp with time zone', when, recordedAt),
});
