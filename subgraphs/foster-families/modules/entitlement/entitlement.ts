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
  /** Whether it was on record before money was computed here. */
  readonly paidBefore: boolean;
  /** What the ward has of their own a month, each from its day until the next one's. */
  readonly means: readonly { readonly from: CivilDate; readonly income: string }[];
}

/** A carer of the family, whenever they were. */
export interface PaidCarer {
  /** Internal key. */
  readonly id: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
  readonly diedOn: CivilDate | null;
}

/** Everything that a family's money follows from. */
export interface FamilyFacts {
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
