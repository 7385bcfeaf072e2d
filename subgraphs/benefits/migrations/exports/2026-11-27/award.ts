import { column, type ExportColumn } from '../../../../shared/export/export-view.js';
import { month, pseudonym } from '../../../../shared/export/migration.js';

/* What several views say of an award `a`, and how they keep to themselves what tells of somebody's life. */

/** The day in Kazakhstan of the moment that a snapshot is of. */
export const AS_OF_DAY = `(select audit_export.as_of() at time zone 'Asia/Almaty')::date`;

/** Keys of what is about a child whose place is withheld on the day: who receives it and which region pays would tell it. */
export const aboutShielded = (table: string, key: string): string =>
  `(select hidden.${key} from ${table} hidden join shielding h on h.iin = hidden.iin where h.valid_to is null or h.valid_to > ${AS_OF_DAY})`;

/** The event may be a birth; whoever learnt of it the same day would tell its day by that of the notice or of the decision. */
export const AT_ONCE = 'a.received_on = a.occurred_on';

/** A day, or the first of its month. */
export const guardedIf = (condition: string, day: string): string => `case when ${condition} then ${month(day)} else ${day} end`;

/** A moment, or the beginning of its month. */
export const momentGuardedIf = (condition: string, moment: string): string => `case when ${condition} then date_trunc('month', ${moment}) else ${moment} end`;

/** What is null of awards about shielded children. */
export const open = (sql: string): string => `case when a.id in ${aboutShielded('benefit_award_child', 'award_id')} then null else ${sql} end`;

export const SHIELDING_RULE = 'null while a placement of one of its children is shielded';

export const OF_AWARD: Readonly<Record<string, ExportColumn>> = {
  award: column('uuid', 'Pseudonym of the award, the same in all views of a snapshot.', pseudonym('a.public_id::text')),
  programme: column('text', 'Code of the programme.', 'a.programme'),
  component: column('text', 'Which part of it: BENEFIT, CHILD_MONEY, CARER_PAY.', 'a.component'),
};

/** The columns that every view has. */
export const common = (subject: string, whom: string, recordedAt: string, region: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', `Pseudonym of ${whom}.`, subject),
  region: column('text', `KATO of the region that pays; ${SHIELDING_RULE}.`, region),
  recorded_at: column('timestamp with time zone', 'When it was recorded; the beginning of that month where the day could be that of a birth.', recordedAt),
});

export const REGION = open('a.region_kato');
export const RECIPIENT = open(pseudonym('a.recipient_iin'));
export const RECIPIENT_WORDS = `the recipient; null for an organisation, and ${SHIELDING_RULE}`;

export const DATES: Readonly<Record<string, ExportColumn>> = {
  occurred_on: column('date', 'First day of the month in which the event happened that gave the right.', month('a.occurred_on')),
  received_on: column('date', 'Day on which the programme learnt of it; first day of the month where that is the day of the event itself.', guardedIf(AT_ONCE, 'a.received_on')),
};
