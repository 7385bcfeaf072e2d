import { keptPlan } from '../../../shared/database/kept-plans.js';
import { defineLoader } from '../../../shared/loader.js';

const HOLDS = 'superseded_at is null and valid_from <= $day and (valid_to is null or valid_to > $day)';

/**
 * A parentage that has ended makes nobody a relative: what an adoption ended is a secret (Code on Marriage and Family, 102), and a
 * record that were refused to one official alone would tell it.
 */
const RELATIVES = `
  with own_parent as (select parent_iin from parentage where iin = $iin and ${HOLDS})
  select parent_iin as iin from own_parent
  union select iin from parentage where parent_iin = $iin and ${HOLDS}
  union select iin from parentage where parent_iin in (select parent_iin from own_parent) and ${HOLDS}
  union select spouse_iin from marriage where iin = $iin and ${HOLDS}
  union select iin from guardianship where representative_iin = $iin and ${HOLDS}
  union select representative_iin from guardianship where iin = $iin and representative_iin is not null and ${HOLDS}`;

/** `$day` and `$iin` by place, in the order in which they stand there. */
function bound(sql: string, values: Readonly<Record<string, string>>): readonly [sql: string, parameters: string[]] {
  const parameters: string[] = [];
  const text = sql.replaceAll(/\$(\w+)/g, (_all, name: string) => {
    parameters.push(values[name] ?? '');
    return '?';
  });
  return [keptPlan('relatives_of', text), parameters];
}

/** Whose records are an official's own family's today: theirs, and those of parents, children, siblings, spouse, wards and representatives. */
export const relativesOf = defineLoader<string, ReadonlySet<string>>((iins, { database, today }) =>
  Promise.all(
    iins.map(async (iin) => {
      const rows = await database.relation.execute<{ iin: string }[]>(...bound(RELATIVES, { iin, day: today }));
      return new Set([iin, ...rows.map((row) => row.iin)]);
    }),
  ),
);
