import type { CivilDate } from '../clock.js';
import type { Period } from '../periods.js';

/**
 * The contract between the synthetic population (made in `local/`) and each subgraph's seed: one household with
 * everything that happened to it. A seed takes from it only what its ministry would know, and works out its own
 * records, so that five databases agree without ever having met. Dates are civil days; `to` is the first day on which
 * a fact no longer holds, null while it does.
 */
export interface Household {
  /** Counts from 0; the same seed gives the same household under the same number. */
  readonly number: number;
  /** Everybody the facts below name: parents, children, carers. */
  readonly persons: readonly SyntheticPerson[];
  readonly parentages: readonly SyntheticParentage[];
  /** Placements of this household's children outside their parents' care. */
  readonly cares: readonly SyntheticCare[];
  readonly disabilities: readonly SyntheticDisability[];
  /** Parents for whom social contributions are paid (compulsory social insurance), with their income. */
  readonly insurances: readonly SyntheticInsurance[];
  readonly motherAwards: readonly SyntheticMotherAward[];
}

export interface SyntheticPerson {
  /** Seventh digit 9, so that it can be no real person's. */
  readonly iin: string;
  readonly birthDate: CivilDate;
  readonly sex: 'FEMALE' | 'MALE';
  /** True for whoever the programmes serve or served as a child: born on or after 1 January 2006. */
  readonly isChild: boolean;
  readonly name: SyntheticName;
  /** ISO 3166-1 alpha-2 country (KZ) and period, oldest first; a naturalised child's begins after birth. */
  readonly citizenships: readonly (Period & { readonly country: string })[];
  /** Second-level KATO (a row of districts.csv), oldest first, without gaps; the last is closed by death or emigration. */
  readonly residences: readonly (Period & { readonly district: string; readonly address: string })[];
  /** When the civil registry recorded the birth: late registrations come months or years after it. */
  readonly registeredOn: CivilDate;
  readonly death: { readonly on: CivilDate; readonly registeredOn: CivilDate } | null;
}

/** The three parts of a name as they stand in a document, in one script. */
export interface NameParts {
  readonly surname: string;
  readonly given: string;
  readonly patronymic: string | null;
}

export interface SyntheticName {
  readonly kk: NameParts;
  readonly ru: NameParts;
  readonly latin: NameParts;
}

export interface SyntheticParentage extends Period {
  readonly child: string;
  readonly parent: string;
  readonly role: 'MOTHER' | 'FATHER';
  readonly basis: 'BIRTH' | 'ADOPTION';
  /** Court decisions that deprived the parent of rights or limited them. Two statuses, not degrees of one. */
  readonly restrictions: readonly (Period & { readonly status: 'DEPRIVED' | 'LIMITED'; readonly act: string })[];
}

/** Forms of placement, Code on Marriage and Family, chapters 16–19-2. */
export type CareForm =
  | 'GUARDIANSHIP'
  | 'TRUSTEESHIP'
  | 'PATRONAGE'
  | 'FOSTER_FAMILY'
  | 'PROFESSIONAL_FOSTER'
  | 'GUEST'
  | 'INSTITUTION';

export interface SyntheticCare extends Period {
  readonly child: string;
  readonly form: CareForm;
  /** IINs of one or two carers; none for an institution. */
  readonly carers: readonly string[];
  /** BIN of the institution, for INSTITUTION (and for GUEST, where the child comes from). */
  readonly institution: string | null;
  /** BIN of the guardianship body that decided. */
  readonly body: string;
  /** Number of the body's act or contract. */
  readonly act: string;
  /** Second-level KATO where the child lives. */
  readonly district: string;
  readonly reason: 'ORPHAN' | 'RIGHTS_DEPRIVED' | 'RIGHTS_LIMITED' | 'ABANDONED' | 'PARENTS_MISSING' | 'NEGLECT';
  readonly shielded: boolean;
  readonly endReason: 'MAJORITY' | 'RETURNED_TO_PARENT' | 'ADOPTED' | 'NEW_PLACEMENT' | 'DEATH' | null;
}

export interface SyntheticDisability extends Period {
  readonly person: string;
  /** Under seven no group is set (Social Code, 177). */
  readonly group: 'I' | 'II' | 'III' | null;
}

export interface SyntheticInsurance extends Period {
  readonly person: string;
  /** Average monthly insured income, tenge, decimal text. */
  readonly averageMonthlyIncome: string;
}

export interface SyntheticMotherAward extends Period {
  readonly person: string;
  readonly award: 'KUMIS_ALQA' | 'ALTYN_ALQA';
}
