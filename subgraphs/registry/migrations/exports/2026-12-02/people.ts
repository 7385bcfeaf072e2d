import { column, type ExportColumn } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, month } from '../../../../shared/export/migration.js';

/*
 * What several views say of people, and how they keep to themselves what is withheld from everybody: where a shielded child is, and who an
 * adopted one was (Code on Marriage and Family, 102).
 */

/** Children whose place is withheld on the day; one whose shielding begins later, too. */
export const SHIELDED = `(select h.iin from restriction h where h.superseded_at is null and (h.valid_to is null or h.valid_to > ${AS_OF_DAY}))`;

export const SHIELDING_RULE = 'null while a placement of the child is shielded';

/** What is null of a shielded child. */
export const open = (iin: string, sql: string): string => `case when ${iin} in ${SHIELDED} then null else ${sql} end`;

const ADOPTIONS = `(select a.id from registration a where a.kind = 'ADOPTION')`;

/** Whether an adoption ended a parentage: whoever the parents were before stands in no view, whatever the snapshot's moment. */
export const sealed = (alias: string): string => `coalesce(${alias}.ended_by in ${ADOPTIONS}, false)`;

/** Children whom somebody adopted. */
export const WITH_A_PAST = `(select s.iin from parentage s where s.basis = 'ADOPTION' or s.ended_by in ${ADOPTIONS})`;

/** Whether somebody adopted a child later than on a day. */
export const adoptedAfter = (iin: string, day: string): string =>
  `exists (select 1 from parentage a where a.iin = ${iin} and a.basis = 'ADOPTION' and a.valid_from > ${day})`;

/**
 * Whether a fact was on record. Facts that a new birth date wrote anew count from the first record on, and those that they replaced never
 * do: the moment, or the days that began at birth, would tell the other one.
 */
export const known = (table: string, alias: string): string => `coalesce(${alias}.told_at, ${alias}.recorded_at) <= (select audit_export.as_of())
  and (${alias}.superseded_at is null or ${alias}.superseded_at > (select audit_export.as_of()) and ${alias}.iin not in (select anew.iin from ${table} anew where anew.told_at is not null))`;

/** Entries of the journal that were made after the snapshot's moment. */
const LATER = `(select later.id from registration later where later.recorded_at > (select audit_export.as_of()))`;

/** First day on which a fact no longer held, as far as was known. */
export const endOf = (alias: string): string => `case when ${alias}.valid_to is not null and (${alias}.ended_by is null or ${alias}.ended_by not in ${LATER}) then ${alias}.valid_to end`;

/** Whether a fact held on the snapshot's day, as far as was known. */
export const holds = (alias: string): string => `${alias}.valid_from <= ${AS_OF_DAY} and (${alias}.valid_to is null or ${alias}.valid_to > ${AS_OF_DAY} or ${alias}.ended_by in ${LATER})`;

/** Deaths on record, one of a person at most. */
export const DEATHS = `(select d.iin, d.valid_from as died_on, d.recorded_at from life_status d where d.status = 'DECEASED' and ${known('life_status', 'd')})`;

/** Where somebody lives on the snapshot's day; of a child whom an adoption gave other parents nothing that is past. */
export const HOME = `(select r.iin, r.region_kato, r.district_kato, r.valid_from from residence r where ${known('residence', 'r')} and ${holds('r')}
  and (r.valid_to is null and r.superseded_at is null or r.iin not in ${WITH_A_PAST}))`;

/** The 18th birthday; of those born on 29 February the 1 March, since 18 years later there is none. */
export const majority = (born: string): string => `((${born} + interval '18 years')::date + (extract(month from ${born}) = 2 and extract(day from ${born}) = 29)::int)`;

const RECORDED = 'First moment of the month in which it was recorded: much of this is recorded on a day that tells of a birth.';

/** The month of a record. */
export const recordedIn = (moment: string): string => `date_trunc('month', ${moment})`;

/** The first month on whose first day something that began on a day held. */
export const firstWhole = (day: string): string => `(${month(`(${day} - 1)`)} + interval '1 month')::date`;

/** The columns that every view has. */
export const common = (subject: string, whom: string, region: ExportColumn, recordedAt: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', `Pseudonym of ${whom}.`, subject),
  region,
  recorded_at: column('timestamp with time zone', RECORDED, recordedAt),
});

export const NO_REGION = column('text', 'Always null: `civil_child` has it by `subject`.', 'null');
