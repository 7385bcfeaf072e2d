import { column, type ExportColumn } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY } from '../../../../shared/export/migration.js';

/*
 * What several views say of schools and their pupils, and how they keep to themselves where a shielded child is. A school is no person and
 * published as a whole, so its public id stands for it.
 */

/** Children whose whereabouts are withheld on the day; one whose shielding begins later, too. */
export const SHIELDED = `(select h.iin from restricted_child h where h.valid_to is null or h.valid_to > ${AS_OF_DAY})`;

export const SHIELDING_RULE = 'null while the child\'s whereabouts are withheld';

/** What is null of a shielded child. */
export const open = (iin: string, sql: string): string => `case when ${iin} in ${SHIELDED} then null else ${sql} end`;

/** A norm that holds on the snapshot's day. */
export const norm = (code: string): string =>
  `(select n.value from school_norm n where n.code = '${code}' and n.valid_from <= ${AS_OF_DAY} and (n.valid_to is null or n.valid_to > ${AS_OF_DAY}))`;

/** Groups of one to so many less one are not told. */
export const SMALLEST = norm('SMALLEST_COUNT');

/** A count, null for one of a few. */
export const told = (count: string): string => `case when ${count} not between 1 and ${SMALLEST} - 1 then ${count} end`;

/** A group of some, null where it or the rest, from which it could be worked out, is of a few. */
export const toldOf = (group: string, all: string): string =>
  `case when ${[all, group, `${all} - ${group}`].map((count) => `${count} not between 1 and ${SMALLEST} - 1`).join(' and ')} then ${group} end`;

/** The columns of a view about nobody. */
export const aboutNobody = (region: ExportColumn, recordedAt: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', 'Always null: it is about nobody.', 'null'),
  region,
  recorded_at: column('timestamp with time zone', 'When it was recorded.', recordedAt),
});

export const SCHOOL_REGION = column('text', 'KATO of the region.', 's.region_kato');

export const SCHOOL = column('uuid', 'Public id of the school, the same in every snapshot.', 's.public_id');

export const PROJECT_REGION = column('text', 'KATO of the region.', 'p.region_kato');

export const PROJECT = column('uuid', 'Public id of the project, the same in every snapshot.', 'p.public_id');
