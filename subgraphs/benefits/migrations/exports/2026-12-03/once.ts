import type { ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { aboutShielded, RECIPIENT } from '../2026-11-27/award.js';

const HIDDEN = `a.id in ${aboutShielded('benefit_award_child', 'award_id')}`;
const AWARD = pseudonym('a.public_id::text');

/**
 * Awards with what is the same in all rows of one, computed once for each: the pseudonyms, and whether it is about a shielded child. `offset 0`
 * keeps PostgreSQL from putting the text back into the rows.
 */
const AWARDS = `(select a.*, ${AWARD} as award, ${HIDDEN} as hidden, ${RECIPIENT} as recipient from benefit_award a where ${recorded('a.recorded_at')} offset 0)`;

const byAward = (sql: string): string => sql.replaceAll(RECIPIENT, 'a.recipient').replaceAll(AWARD, 'a.award').replaceAll(HIDDEN, 'a.hidden');

/** The same view over `AWARDS`. */
export function oncePerAward(view: ExportView): ExportView {
  const from = view.from.replace('join benefit_award a on', `join ${AWARDS} a on`);
  if (from === view.from) throw new Error('The view does not join awards.');
  return { ...view, from, columns: Object.fromEntries(Object.entries(view.columns).map(([name, column]) => [name, { ...column, sql: byAward(column.sql) }])) };
}
