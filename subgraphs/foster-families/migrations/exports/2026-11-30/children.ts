import { column, type ExportColumn } from '../../../../shared/export/export-view.js';
import { month, pseudonym } from '../../../../shared/export/migration.js';

/*
 * What several views say of children and their placements, and how they keep to themselves what tells of somebody's life. `p` is a
 * placement, `k` what the civil registry told of its child.
 */

/** The day in Kazakhstan of the moment that a snapshot is of. */
export const AS_OF_DAY = `(select audit_export.as_of() at time zone 'Asia/Almaty')::date`;

/** Children whose place is withheld on the day. */
export const SHIELDED = `(select h.iin from shielding h where h.valid_to is null or h.valid_to > ${AS_OF_DAY})`;

/** What is null of a shielded child. */
export const unless = (iin: string, sql: string): string => `case when ${iin} in ${SHIELDED} then null else ${sql} end`;
export const open = (sql: string): string => unless('p.iin', sql);

export const SHIELDING_RULE = 'null while a placement of the child is shielded';

/** Whether a day is a birthday of somebody: children are left in maternity wards, and the law ends forms at 14 and 18. */
export const birthday = (day: string, born = 'k.birth_date'): string =>
  `coalesce(to_char(${day}, 'MMDD') = to_char(${born}, 'MMDD') or (to_char(${born}, 'MMDD') = '0229' and to_char(${day}, 'MMDD') = '0301'), false)`;

/** A day, or the first of its month where it, or another day that it follows from, is a birthday. */
export const guarded = (day: string, ...from: readonly string[]): string => `case when ${[day, ...from].map((one) => birthday(one)).join(' or ')} then ${month(day)} else ${day} end`;

/** A moment, likewise by its days in Kazakhstan and by UTC. */
export const guardedMoment = (moment: string): string =>
  `case when ${birthday(`(${moment} at time zone 'Asia/Almaty')::date`)} or ${birthday(`(${moment} at time zone 'UTC')::date`)} then date_trunc('month', ${moment}) else ${moment} end`;

export const GUARD_WORDS = 'first day of its month where a day of birth would tell itself by it';

/** Whole years lived by a day. */
export const ageOn = (day: string, born = 'k.birth_date'): string => `extract(year from age(${day}, ${born}))`;

/** Placements that took effect, and that no adoption has sealed. */
export const PLACED = 'placement p left join known_child k on k.iin = p.iin';
export const TOOK_EFFECT = 'p.awaited_event is null and p.sealed_on is null';

/** The columns that every view has. */
export const common = (subject: string, whom: string, region: string, where: string, recordedAt: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', `Pseudonym of ${whom}.`, subject),
  region: column('text', `KATO of the region ${where}.`, region),
  recorded_at: column('timestamp with time zone', 'When it was recorded; the beginning of that month where the day is a birthday.', recordedAt),
});

export const OF_CHILD = common(pseudonym('p.iin'), 'the child', open('p.region_kato'), `where the child is placed; ${SHIELDING_RULE}`, guardedMoment('p.recorded_at'));

export const OF_PLACEMENT: Readonly<Record<string, ExportColumn>> = {
  placement: column('uuid', 'Pseudonym of the placement, the same in all views of a snapshot.', pseudonym('p.public_id::text')),
  form: column('text', 'GUARDIANSHIP, TRUSTEESHIP, PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER, GUEST, INSTITUTION; guardianship stands for trusteeship after it, too.', 'p.form'),
};

/** The form's terms on a placement's first day, or the earliest on record. */
export const TERMS = `cross join lateral (select f.* from placement_form f where f.code = p.form
  order by (f.valid_from <= p.valid_from and (f.valid_to is null or f.valid_to > p.valid_from)) desc, f.valid_from limit 1) f`;

/** The last day that a placement is looked at: its end, or the snapshot's day. */
export const LAST_DAY = `least(p.valid_to, ${AS_OF_DAY})`;
