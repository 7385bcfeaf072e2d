import type { Apply } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';

export type Parentage = DataFor<typeof LIFE_EVENTS, 'benefits', 'PARENTAGE'>;

/** A child's parents now, and since when they are so by adoption; null where they are by birth. */
export function familyOf({ iin, parents }: Parentage) {
  const now = parents.filter(({ to }) => to === null);
  const adopted = now.filter(({ basis }) => basis === 'ADOPTION').map(({ from }) => from).toSorted().at(-1) ?? null;
  return { iin, adopted, parents: now.map((parent) => parent.iin) };
}

/** Of awards and of cases: which rows, and on which day each was decided or received. */
const SEALED = [
  ['benefit_award_child', 'benefit_award', 'award_id', 'decided_on'],
  ['benefit_case_child', 'benefit_case', 'case_id', 'received_on'],
] as const;

/**
 * Seals which child an award or a case is for when that was decided before an adoption, for somebody who is no parent of the child now: a
 * mother before, a guardian, an institution. What a parent gets who is one still stays open, and an adoption that is cancelled opens the rest.
 */
export const sealAdopted: Apply<Parentage> = async (em, events) => {
  const families = JSON.stringify(events.map(({ data }) => familyOf(data)));
  for (const [children, table, key, day] of SEALED) {
    await em.execute(
      `update ${children} c
          set sealed_on = case when e.adopted is not null and a.${day} < e.adopted and (a.recipient_iin is null or a.recipient_iin <> all (e.parents)) then e.adopted end
         from jsonb_to_recordset(?::jsonb) as e(iin text, adopted date, parents text[]), ${table} a
        where c.iin = e.iin and a.id = c.${key}`,
      [families],
    );
  }
};
