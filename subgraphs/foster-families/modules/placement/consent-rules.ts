import type { EntityManager } from '@mikro-orm/postgresql';
import { ageOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { nationwide } from '../access/nation.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Where the Code asks for the consent of a child of ten or older. A guardian is appointed with regard to the child's wish, where that is possible (122(3)). */
const CHILD_CONSENTS: Readonly<Partial<Record<PlacementFormCode, string>>> = { FOSTER_FAMILY: '132-4(2)', PROFESSIONAL_FOSTER: '132-9(3)', PATRONAGE: '136(2)', GUEST: '137-4(2)' };

const AGE_OF_CONSENT = 10;

/** The consent of a child that has a say. */
export function requireChildConsent({ birthDate }: KnownChild, { form, occurredOn, childConsent }: RecordPlacementInput): void {
  const article = CHILD_CONSENTS[form];
  if (article === undefined || childConsent === true || ageOn(birthDate, occurredOn) < AGE_OF_CONSENT) return;
  throw new Refused('CONSENT_MISSING', 'input.childConsent', `A child of ${AGE_OF_CONSENT} or older must consent (Code on Marriage and Family, ${article}).`);
}

/** Where the Code says when brothers and sisters may be parted: by contract they must also not know of each other and never have lived together. */
const PARTED: Readonly<Partial<Record<PlacementFormCode, { readonly article: string; readonly strangers: boolean }>>> = {
  GUARDIANSHIP: { article: '119(3)', strangers: false },
  TRUSTEESHIP: { article: '119(3)', strangers: false },
  FOSTER_FAMILY: { article: '132-4(1)', strangers: true },
  PROFESSIONAL_FOSTER: { article: '132-9(2)', strangers: true },
  PATRONAGE: { article: '136(1)', strangers: true },
  GUEST: { article: '137-4(1)', strangers: true },
};

/** Whether a brother or sister is with another family on that day, or is to be; only whether comes of it. */
async function isParted(em: EntityManager, iin: string, family: string, day: string): Promise<boolean> {
  const rows = await nationwide(em, () =>
    em.execute<unknown[]>(
      `select 1 from care_sibling s join placement p on p.iin = s.sibling_iin
        where s.iin = ? and s.sealed_on is null and p.sealed_on is null and p.form not in ('INSTITUTION', 'GUEST') and p.family_id is distinct from ?::bigint
          and (p.valid_to is null or (p.valid_to > ? and p.valid_to > p.valid_from)) limit 1`, [iin, family, day]));
  return rows.length > 0;
}

/** Brothers and sisters stay together, but for what the form's article allows. */
export async function requireSiblingsTogether(em: EntityManager, family: string | null, { iin, form, occurredOn, siblingsApart }: RecordPlacementInput): Promise<void> {
  const rule = PARTED[form];
  if (rule === undefined || family === null || !(await isParted(em, iin, family, occurredOn))) return;
  if (siblingsApart === 'IN_THEIR_INTEREST_AND_STRANGERS' || (siblingsApart === 'IN_THEIR_INTEREST' && !rule.strangers)) return;
  throw new Refused('SIBLINGS_APART', 'input.siblingsApart',
    `A brother or sister is with another family: apart they may live only in their interest${rule.strangers ? ', and where they do not know of each other and never lived together' : ''} (Code on Marriage and Family, ${rule.article}).`);
}
