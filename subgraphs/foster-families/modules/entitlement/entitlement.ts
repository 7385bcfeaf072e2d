import type { CivilDate } from '../../../shared/clock.js';
import type { Period } from '../../../shared/periods.js';
import type { AmountPeriod } from '../../../shared/rules/amount-periods.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { PlacementEndReason } from '../placement/placement-reason.type.js';
import type { Due } from '../../rules/dues.js';

/** Why something is due no longer; nothing of a contract's term, which lies ahead and may be extended. That a child was adopted is a secret (art. 102). */
export type EntitlementEndReason = 'MAJORITY' | 'CHILD_DIED' | 'PLACEMENT_ENDED';

/** A placement in effect, as far as money follows from it; one that an adoption has sealed, too. */
export interface PaidPlacement {
  /** Internal key. */
  readonly id: string;
  /** Internal key of the family. */
  readonly family: string;
  readonly iin: string;
  readonly form: PlacementFormCode;
  readonly bodyBin: string;
  readonly act: string;
  readonly regionKato: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  /** Where the contract ends, if it has a term. */
  readonly plannedUntil: CivilDate | null;
  readonly endReason: PlacementEndReason | null;
  readonly birthDate: CivilDate;
  /** The child's death, as the civil registry has told of it. */
  readonly diedOn: CivilDate | null;
  /** The day of the adoption that has sealed it. */
  readonly sealedOn: CivilDate | null;
  /** Of one from before its family's money was computed here, to which nothing has happened since: what was over by that day is not told. */
  readonly toldFrom: CivilDate | null;
  /** What the ward has of their own a month, each from its day until the next one's. */
  readonly means: readonly { readonly from: CivilDate; readonly income: string }[];
}

/** A carer of a family, whenever they were. */
export interface PaidCarer {
  /** Internal key. */
  readonly id: string;
  /** Internal key of the family. */
  readonly family: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly diedOn: CivilDate | null;
  /** Whether the death was told of after the family's money was computed first, or outstanding. */
  readonly deathIsNews: boolean;
}

/** Everything that money follows from: of a family, its children's keep; of somebody who cares, in however many families, their pay. */
export interface CareFactsKnown {
  readonly placements: readonly PaidPlacement[];
  readonly carers: readonly PaidCarer[];
}

/** For how long a placement counts in an entitlement. */
export interface EntitlementPart extends Period {
  readonly placement: string;
}

/** Something that is due to one payee, from a day on, as long as nothing ends it. */
export interface Entitlement extends Period, Pick<Due, 'programme' | 'component'> {
  /** Internal key of the carer who is paid; null for the body. */
  readonly carer: string | null;
  readonly bodyBin: string;
  readonly act: string;
  readonly regionKato: string;
  readonly endReason: EntitlementEndReason | null;
  readonly parts: readonly EntitlementPart[];
  readonly amounts: readonly AmountPeriod[];
}
