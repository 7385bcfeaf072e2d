import { earliest, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { DatedPeriod } from '../../../shared/dated.js';
import type { EventData } from '../../../shared/feeds/contract.js';
import type { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import { hasDays, type Period } from '../../../shared/periods.js';
import { stagesFrom, type FormStage, type FormTerms } from '../form/form-terms.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';

/** A guardianship as others are told of it. */
export type Guardianship = EventData<typeof GUARDIANSHIPS, 'GUARDIANSHIPS'>['guardianships'][number];

/** A placement that took effect, as far as it makes somebody the child's representative. */
export interface RepresentingPlacement extends DatedPeriod {
  readonly form: PlacementFormCode;
  readonly institutionBin: string | null;
  readonly bodyBin: string;
  readonly act: string;
  /** The family's, whenever they were; none of an institution. */
  readonly carers: readonly (DatedPeriod & { readonly iin: string })[];
}

const firstOf = (a: CivilDate | null, b: CivilDate | null): CivilDate | null => (a === null || b === null ? (a ?? b) : earliest(a, b));

const common = (a: Period, b: Period): Period => ({ from: latest(a.from, b.from), to: firstOf(a.to, b.to) });

const periodOf = ({ validFrom, validTo }: DatedPeriod): Period => ({ from: validFrom, to: validTo ?? null });

/** The forms that a placement is lived in, one after the other. */
const stagesOf = (placement: RepresentingPlacement, forms: readonly FormTerms[], birthDate: CivilDate): FormStage[] =>
  [...stagesFrom(forms, placement.form, placement.validFrom, birthDate)].map(({ terms, ...stage }) => ({ terms, ...common(periodOf(placement), stage) }));

/** Who represents the child in one stage: each carer for as long as they are one, or the institution. */
function representing({ institutionBin, bodyBin, act, carers }: RepresentingPlacement, { terms, ...stage }: FormStage): Guardianship[] {
  if (!terms.representsChild) return [];
  const decided = { form: terms.code, bodyBin, act };
  if (carers.length === 0) return institutionBin === null ? [] : [{ representativeIin: null, representativeBin: institutionBin, ...decided, ...stage }];
  return carers.map((carer) => ({ representativeIin: carer.iin, representativeBin: null, ...decided, ...common(stage, periodOf(carer)) }));
}

/**
 * Who has represented a child instead of the parents, oldest first; what has no day is left out. Ages are worked out ahead, so that
 * a representation ends on the birthday whoever is at work then. A guest host never represents a child (137-3(2)).
 */
export const guardianshipsOf = (placements: readonly RepresentingPlacement[], forms: readonly FormTerms[], birthDate: CivilDate): Guardianship[] =>
  placements
    .flatMap((placement) => stagesOf(placement, forms, birthDate).flatMap((stage) => representing(placement, stage)))
    .filter(hasDays)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
