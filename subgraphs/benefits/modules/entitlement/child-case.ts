import type { CivilDate } from '../../../shared/clock.js';
import type { ExternalFacts } from '../child/child-facts.type.js';
import type { Contributions } from '../evidence/contributions.js';
import type { Disability, Income, MotherAward, Study } from '../evidence/evidence.repository.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** An award in force on the day, as far as a right is judged by it. */
export interface AwardOnRecord {
  readonly programme: BenefitProgrammeCode;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
  readonly recipientIin: string | null;
}

/** What the ministry's own registers have, by person. */
export interface Evidence {
  readonly disabilities: ReadonlyMap<string, readonly Disability[]>;
  readonly contributions: ReadonlyMap<string, readonly Contributions[]>;
  readonly incomes: ReadonlyMap<string, readonly Income[]>;
  readonly studies: ReadonlyMap<string, readonly Study[]>;
  readonly motherAwards: ReadonlyMap<string, readonly MotherAward[]>;
}

/** Everything that the rights of a child are judged by. */
export interface ChildCase {
  readonly iin: string;
  readonly facts: ExternalFacts;
  readonly evidence: Evidence;
  /** In force on the day. */
  readonly awards: readonly AwardOnRecord[];
  /** Whether the birth grant was ever paid for the child. */
  readonly birthPaid: boolean;
  /** While a placement is shielded nothing is computed with those with whom the child lives, so that no answer tells who they are. */
  readonly restricted: boolean;
}
