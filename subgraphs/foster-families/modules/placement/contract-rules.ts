import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { LEAVES_CARE } from './end-placement.js';
import type { PlacementEndReason } from './placement-reason.type.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Where a child lived last. */
export interface LastHome {
  readonly form: string;
  readonly reason: PlacementEndReason | null;
  /** With a carer of the family that is to take the child in. */
  readonly same: boolean;
}

/** Where the child lived last before a day, wherever that was. */
const LAST = `
  select p.form, p.end_reason as reason,
         p.family_id is not null and (p.family_id = ?::bigint or exists (select 1 from carer a join carer b on b.iin = a.iin where a.family_id = p.family_id and b.family_id = ?::bigint)) as same
    from placement p where p.iin = ? and p.form <> 'GUEST' and p.awaited_event is null and p.sealed_on is null and p.valid_from <= ? and (p.valid_to is null or p.valid_to > p.valid_from)
   order by p.valid_from desc, p.id desc limit 1`;

/** Whether a contract would give the same professional carers the same child for a third term. */
export const isThirdTerm = (form: PlacementFormCode, last: LastHome | undefined): boolean =>
  form === 'PROFESSIONAL_FOSTER' && last?.form === form && last.same && (last.reason === null || !LEAVES_CARE.has(last.reason));

/**
 * A professional foster family has a child for six months, and once more for six (132-7(1)). A new contract with the same carers, with
 * nothing in between, would be an extension without end.
 */
export async function requireNoSecondTerm(em: EntityManager, family: string | null, { iin, form, occurredOn }: RecordPlacementInput): Promise<void> {
  if (form !== 'PROFESSIONAL_FOSTER' || family === null) return;
  const [last] = await nationwide(em, () => em.execute<LastHome[]>(LAST, [family, family, iin, occurredOn]));
  if (!isThirdTerm(form, last)) return;
  throw new Refused('NOT_EXTENDABLE', 'input.form', 'The child has been with these professional carers until then: their contract is extended once (`extendPlacement`), and then another form or another family follows (Code on Marriage and Family, 132-7(1)).');
}
