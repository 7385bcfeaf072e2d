import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
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

const CARE = `a.programme = any ('${textArray(CARE_PROGRAMMES.filter((programme) => programme !== 'ADOPTION_ONCE'))}')`;

/**
 * What guardianship bodies make due is told afterwards, and decided here on the day on which it is: there the child's own first day counts. In an
 * award that begins only where it decides, beside one of before the feed, the child's time may have begun when the right arose.
 */
const BEGUN = `case when a.programme <> all ('${textArray(CARE_PROGRAMMES)}') then a.decided_on
  when exists (select 1 from due_entitlement d where d.award_id = a.id and d.decides_from = c.since) then a.occurred_on else c.since end`;

/** For somebody who is no parent of the child now. That it was in care is sealed whoever received it: a guardian may have adopted the child. */
const NO_PARENT = '(a.recipient_iin is null or a.recipient_iin <> all (e.parents))';

/** Of awards and of cases: which day of each lay before an adoption, or did not, and whose are sealed. */
const SEALED = [
  ['benefit_award_child', 'benefit_award', 'award_id', BEGUN, `(${CARE} or ${NO_PARENT})`],
  ['benefit_case_child', 'benefit_case', 'case_id', 'a.received_on', NO_PARENT],
] as const;

async function seal(em: EntityManager, families: readonly Family[]): Promise<void> {
  for (const [children, table, key, day, whose] of SEALED) {
    await em.execute(
      `update ${children} c
          set sealed_on = case when e.adopted is not null and ${day} < e.adopted and ${whose} then e.adopted end
         from jsonb_to_recordset(?::jsonb) as e(iin text, adopted date, parents text[]), ${table} a
        where c.iin = e.iin and a.id = c.${key}`,
      [JSON.stringify(families)],
    );
  }
}

/**
 * Seals which child an award or a case is for when that was decided before an adoption, for somebody who is no parent of the child now: a
 * mother before, an institution; and that it was in care, whoever received it. What else a parent gets who is one still stays open, and an adoption that is cancelled opens the rest.
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

const toldOf = async (em: EntityManager, iins: readonly string[]): Promise<Parentage[]> =>
  (await em.execute<{ data: Parentage }[]>(TOLD, [textArray(iins), textArray(iins)])).map(({ data }) => data);

/** The same of children who are held, of whom an award is written after their adoption was told. */
export async function sealTold(em: EntityManager, iins: readonly string[]): Promise<void> {
  const told = await toldOf(em, iins);
  if (told.length > 0) await seal(em, told.map(familyOf));
}

/** Since when somebody is a parent of one of some children by adoption, as the civil registry has told; null where it has not. */
export const adoptedOn = async (em: EntityManager, iins: readonly string[], parent: string | null): Promise<CivilDate | null> =>
  (await toldOf(em, iins)).flatMap(({ parents }) => parents).find(({ iin, basis, to }) => iin === parent && basis === 'ADOPTION' && to === null)?.from ?? null;
