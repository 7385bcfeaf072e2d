import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { nationwide } from '../access/nation.js';
import { CANDIDATE, type CandidateRow } from '../candidate/candidate.repository.js';
import { readDecisions, readFacts, suitableForms } from '../candidate/candidate-facts.js';
import { requireAllowed } from '../candidate/decide-suitability.js';
import { childrenOf, mostFrom, siblingsAmong } from '../family/capacity.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { CARER_FORMS, type CarerForm } from '../../rules/candidate/condition.js';
import { eligibilityFor } from '../../rules/candidate/eligibility.js';

/** A child's placement with carers, as far as they must be fit for it. */
export interface Taking {
  readonly form: PlacementFormCode;
  readonly day: CivilDate;
  readonly birthDate: CivilDate;
}

/** The record of each carer that has one, the last. */
const candidatesAmong = (em: EntityManager, carers: readonly string[]): Promise<CandidateRow[]> =>
  em.execute<CandidateRow[]>(`${CANDIDATE} where k.id in (select max(id) from carer_candidate where iin = any (?::text[]) group by iin) order by k.id`, [textArray(carers)]);

/** Guardian and trustee are one person (130(2)): who is suitable as the one is as the other. */
const suits = (form: CarerForm, decided: readonly CarerForm[]): boolean =>
  decided.includes(form) || (form === 'TRUSTEESHIP' && decided.includes('GUARDIANSHIP')) || (form === 'GUARDIANSHIP' && decided.includes('TRUSTEESHIP'));

/** Every carer has a record, was found suitable in the form, and is by the law of the day. */
export const requireSuitable = (em: EntityManager, carers: readonly string[], { form, day, birthDate }: Taking): Promise<void> =>
  nationwide(em, async () => {
    const asked = CARER_FORMS.find((one) => one === form);
    if (asked === undefined || carers.length === 0) return;
    const candidates = await candidatesAmong(em, carers);
    if (candidates.length < carers.length) throw new Refused('EVIDENCE_MISSING', 'input.family', 'Each carer must have a record in the databank (Code on Marriage and Family, 118-2(3), 137-3(1)).');
    for (const row of candidates) {
      if (row.status === 'CLOSED' || !suits(asked, suitableForms(await readDecisions(em, row.id), day))) {
        throw new Refused('NOT_SUITABLE', 'input.family', 'Each carer must have been found suitable in that form, by a decision of that day or before.');
      }
      requireAllowed(eligibilityFor(asked, await readFacts(em, row, day, birthDate)), 'input.family');
    }
  });

/**
 * The family has room for one more child in the form, on every day from that one on, siblings exempt. It is held, so that of two
 * children who would be one too many together one is refused.
 */
export async function requireRoom(em: EntityManager, family: string | null, iin: string, { code, maxChildren, legalBasis }: PlacementFormRow, day: CivilDate): Promise<void> {
  if (family === null || maxChildren == null) return;
  await nationwide(em, () => em.execute('select 1 from foster_family where id = ? for update', [family]));
  const children = [...(await childrenOf(em, [family], day)).filter((child) => child.form === code), { iin, validFrom: day, validTo: null }];
  const counted = mostFrom(children, await siblingsAmong(em, children.map((child) => child.iin)), day);
  if (counted > maxChildren) throw new Refused('OVER_CAPACITY', 'input.family', `The form allows ${maxChildren} children in a family, brothers and sisters exempt (${legalBasis}).`);
}
