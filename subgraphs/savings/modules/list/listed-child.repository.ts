import { definePathLoader } from '../../../shared/access/path.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey } from '../../../shared/loader.js';
import type { Period } from '../../../shared/periods.js';
import { onRegister } from '../access/register.service.js';
import type { Participant } from '../../rules/claims.js';

interface ListedRow extends Omit<Participant, 'citizenship'> {
  readonly iin: string;
  /** JSON does not know multiranges: ranges one by one. */
  readonly citizenship: readonly Period[] | null;
}

const LISTED = `
  select l.iin, l.birth_date::text as "birthDate", l.died_on::text as "diedOn", coalesce(l.changed_on, l.received_on)::text as "registeredOn",
         (select jsonb_agg(jsonb_build_object('from', lower(r), 'to', upper(r)) order by r) from unnest(l.citizenship) as r) as citizenship
    from listed_child l where l.iin = any (?::text[])`;

/** Children as the list has them that the yearly run goes by; null for one who is not on it. */
export const listedChild = definePathLoader<string, Participant | null>(onRegister, async (em, iins) => {
  const rows = await em.execute<ListedRow[]>(LISTED, [textArray(iins)]);
  return alignByKey(iins, rows, ({ iin }) => iin).map((row) => row && { ...row, citizenship: row.citizenship ?? [] });
});
