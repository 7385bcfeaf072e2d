import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../../../shared/database/text-array.js';
import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { holdPeople } from '../access/nation.js';
import { changeAmounts } from '../job/job.js';
import { CARE_PROGRAMMES } from '../programme/programme-code.type.js';

export type Parentage = DataFor<typeof LIFE_EVENTS, 'benefits', 'PARENTAGE'>;

/** A child's parents now, and since when they are so by adoption; null where they are by birth. */
export function familyOf({ iin, parents }: Parentage) {
  const now = parents.filter(({ to }) => to === null);
  const adopted = now.filter(({ basis }) => basis === 'ADOPTION').map(({ from }) => from).toSorted().at(-1) ?? null;
  return { iin, adopted, parents: now.map((parent) => parent.iin) };
}

type Family = ReturnType<typeof familyOf>;

/** What guardianship bodies make due is told afterwards, and decided here on the day on which it is: there the child's own first day counts. */
const BEGUN = `case when a.programme = any ('${textArray(CARE_PROGRAMMES)}') then c.since else a.decided_on end`;

/** Of awards and of cases: which rows, and which day of each lay before an adoption, or did not. */
const SEALED = [
  ['benefit_award_child', 'benefit_award', 'award_id', BEGUN],
  ['benefit_case_child', 'benefit_case', 'case_id', 'a.received_on'],
] as const;

async function seal(em: EntityManager, families: readonly Family[]): Promise<void> {
  for (const [children, table, key, day] of SEALED) {
    await em.execute(
      `update ${children} c
          set sealed_on = case when e.adopted is not null and ${day} < e.adopted and (a.recipient_iin is null or a.recipient_iin <> all (e.parents)) then e.adopted end
         from jsonb_to_recordset(?::jsonb) as e(iin text, adopted date, parents text[]), ${table} a
        where c.iin = e.iin and a.id = c.${key}`,
      [JSON.stringify(families)],
    );
  }
}

/**
 * Seals which child an award or a case is for when that was decided before an adoption, for somebody who is no parent of the child now: a
 * mother before, a guardian, an institution. What a parent gets who is one still stays open, and an adoption that is cancelled opens the rest.
 */
export const sealAdopted: Apply<Parentage> = async (em, events) => {
  const families = events.map(({ data }) => familyOf(data));
  const adopted = families.filter((family) => family.adopted !== null);
  // Whoever writes an award for the child at the same time either is waited for, or finds what was told here.
  if (adopted.length > 0) {
    await changeAmounts(em);
    await holdPeople(em, adopted.map(({ iin }) => iin));
  }
  await seal(em, families);
};

const TOLD = `
  select distinct on (data ->> 'iin') data from inbox
   where type = 'PARENTAGE' and data <> '{}' and subjects && ?::text[] and data ->> 'iin' = any (?::text[]) order by data ->> 'iin', position desc`;

/** The same of children who are held, of whom an award is written after their adoption was told. */
export async function sealTold(em: EntityManager, iins: readonly string[]): Promise<void> {
  const told = await em.execute<{ data: Parentage }[]>(TOLD, [textArray(iins), textArray(iins)]);
  if (told.length > 0) await seal(em, told.map(({ data }) => familyOf(data)));
}
