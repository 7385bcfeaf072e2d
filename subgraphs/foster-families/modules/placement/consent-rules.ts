import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { SiblingsApart } from './placement-reason.type.js';
import { MAJORITY } from './placement-rules.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Where the Code asks for the consent of a child of ten or older. A guardian is appointed with regard to the child's wish, where that is possible (122(3)). */
const CHILD_CONSENTS: Readonly<Partial<Record<PlacementFormCode, string>>> = { FOSTER_FAMILY: '132-4(2)', PROFESSIONAL_FOSTER: '132-9(3)', PATRONAGE: '136(2)', GUEST: '137-4(2)' };

const AGE_OF_CONSENT = 10;

/** Where the Code asks for the child's consent to a form on a day; null where it does not. */
export const consentAskedIn = ({ birthDate }: Pick<KnownChild, 'birthDate'>, form: PlacementFormCode, day: CivilDate): string | null =>
  ageOn(birthDate, day) < AGE_OF_CONSENT ? null : (CHILD_CONSENTS[form] ?? null);

/** The consent of a child that has a say. */
export function requireChildConsent(child: KnownChild, { form, occurredOn, childConsent }: RecordPlacementInput): void {
  const article = consentAskedIn(child, form, occurredOn);
  if (article === null || childConsent === true) return;
  throw new Refused('CONSENT_MISSING', 'input.childConsent', `A child of ${AGE_OF_CONSENT} or older must consent (Code on Marriage and Family, ${article}).`);
}

/** Where the Code says when brothers and sisters may be parted: by contract they must also not know of each other and never have lived together. */
export const PARTED: Readonly<Partial<Record<PlacementFormCode, { readonly article: string; readonly strangers: boolean }>>> = {
  GUARDIANSHIP: { article: '119(3)', strangers: false },
  TRUSTEESHIP: { article: '119(3)', strangers: false },
  FOSTER_FAMILY: { article: '132-4(1)', strangers: true },
  PROFESSIONAL_FOSTER: { article: '132-9(2)', strangers: true },
  PATRONAGE: { article: '136(1)', strangers: true },
  GUEST: { article: '137-4(1)', strangers: true },
};

/** Where a brother or sister is, as seen from a placement. */
interface SiblingHome {
  readonly birthDate: CivilDate;
  /** In the same home, to stay; for a guest stay also as a guest. */
  readonly together: boolean;
  /** With another family or in an institution from that day on, or to be; or in need of a home. */
  readonly elsewhere: boolean;
}

const HOMES = `
  select c.birth_date as "birthDate",
         exists (select 1 from placement p where p.iin = s.sibling_iin and p.sealed_on is null and p.valid_to is null and p.family_id = mine.family_id and (p.form <> 'GUEST' or mine.form = 'GUEST')) as together,
         exists (select 1 from placement p where p.iin = s.sibling_iin and p.sealed_on is null and p.form <> 'GUEST' and p.family_id is distinct from mine.family_id
                    and (p.valid_to is null or (p.awaited_event is null and p.valid_to > mine.valid_from and p.valid_to > p.valid_from)))
           or exists (select 1 from care_need n where n.iin = s.sibling_iin and n.sealed_on is null and n.closed_on is null and n.identified_on <= mine.valid_from) as elsewhere
    from placement mine join care_sibling s on s.iin = mine.iin and s.sealed_on is null join known_child c on c.iin = s.sibling_iin where mine.id = ?`;

/** Whether a placement parts its child from a brother or sister who is no adult; only whether comes of it. */
async function isParted(em: EntityManager, placement: string, day: CivilDate): Promise<boolean> {
  const homes = await nationwide(em, () => em.execute<SiblingHome[]>(HOMES, [placement]));
  return homes.some(({ birthDate, together, elsewhere }) => elsewhere && !together && ageOn(birthDate, day) < MAJORITY);
}

/** Whether a form's article lets brothers and sisters be parted for a reason. */
export const mayPart = (form: PlacementFormCode, reason: SiblingsApart | null | undefined): boolean =>
  reason === 'IN_THEIR_INTEREST_AND_STRANGERS' || (reason === 'IN_THEIR_INTEREST' && PARTED[form]?.strangers !== true);

/** Brothers and sisters stay together, but for what the form's article allows. */
export async function requireSiblingsTogether(em: EntityManager, placement: string, { form, occurredOn, siblingsApart }: RecordPlacementInput): Promise<void> {
  const rule = PARTED[form];
  if (rule === undefined || !(await isParted(em, placement, occurredOn))) return;
  if (mayPart(form, siblingsApart)) return;
  throw new Refused('SIBLINGS_APART', 'input.siblingsApart',
    `A brother or sister is with another family, in an institution or in need of a home: \`siblings\` go along, and apart they may live only in their interest${rule.strangers ? ', and where they do not know of each other and never lived together' : ''} (Code on Marriage and Family, ${rule.article}).`);
}
