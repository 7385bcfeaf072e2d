import type { CivilDate } from '../../shared/clock.js';

/** A child as far as counting a family goes. */
export interface CountedChild {
  readonly birthDate: CivilDate;
  readonly deathDate?: CivilDate | null;
  /** Lives with the applicant. Students of 18 and more are counted wherever they live. */
  readonly livesHere?: boolean | null;
  readonly fullTimeStudent?: boolean | null;
  readonly fullStateSupport?: boolean | null;
  /** The parent's rights are removed or limited. */
  readonly rightsRemoved?: boolean | null;
  /** A step-child that is counted in the other parent's family. */
  readonly countedElsewhere?: boolean | null;
}

/** What a right depends on, of one person and one child. What is left out is not known; null is known, and none. */
export interface ClaimFacts {
  /** Permanently resident citizen or kandas, or a foreigner with a right by treaty or permanent residence. */
  readonly resident?: boolean | null;
  readonly appliedOn?: CivilDate | null;
  readonly birthDate?: CivilDate | null;
  readonly deathDate?: CivilDate | null;
  /** Adoption, guardianship or status of kandas, where that is later than the birth; leave; loss of the breadwinner, null where none is lost. */
  readonly rightArisesOn?: CivilDate | null;
  readonly fullStateSupport?: boolean | null;
  readonly rightsRemoved?: boolean | null;
  /** The carer, the mother or the lost breadwinner takes part in compulsory social insurance. */
  readonly insured?: boolean | null;
  readonly leaveDays?: number | null;
  /** CARE_GFSS is paid on the day. */
  readonly receivesCarePayment?: boolean | null;
  /** Contributions arrive for the recipient meanwhile. */
  readonly contributionsArrive?: boolean | null;
  /** Indefinite disability of group I or II without consent to contributions. */
  readonly declinedContributions?: boolean | null;
  readonly pensionAgeOn?: CivilDate | null;
  readonly children?: readonly CountedChild[] | null;
  readonly hasAward?: boolean | null;
  readonly recipientDiedOn?: CivilDate | null;
  readonly disability?: { readonly from: CivilDate; readonly to?: CivilDate | null; readonly group?: 'I' | 'II' | 'III' | null } | null;
  readonly raises?: boolean | null;
  readonly sameSettlement?: boolean | null;
  readonly onlyCarer?: boolean | null;
  readonly fullTimeStudent?: boolean | null;
  readonly disabledBefore18?: boolean | null;
  /** What somebody is to a lost breadwinner: child (brother, sister, grandchild) by default, whoever cares for a small one, or an elder. */
  readonly member?: 'CHILD' | 'CARER' | 'ELDER' | null;
  /** The youngest child that a CARER cares for. */
  readonly youngestBirthDate?: CivilDate | null;
  readonly works?: boolean | null;
  readonly dependent?: boolean | null;
  /** The family's income is not above the line (ASP). */
  readonly poor?: boolean | null;
  /** The commission found no need, or a bar of six months runs. */
  readonly barred?: boolean | null;
  readonly receivesAsp?: boolean | null;
  /** The grant was paid for the child before. */
  readonly paidBefore?: boolean | null;
}

/** One condition of a right: met, not met, or not known (null: evidence is missing). */
export interface Condition {
  readonly code: string;
  readonly met: boolean | null;
  readonly article: string;
}

/** From, until (both included) and the last day to apply; null where there is none, or where it cannot be told. */
export interface Term {
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly applyBy: CivilDate | null;
}

/** Whether there is a right on a day; null while evidence is missing. */
export interface Entitlement extends Term {
  readonly eligible: boolean | null;
  readonly conditions: readonly Condition[];
}

export const condition = (code: string, met: boolean | null | undefined, article: string): Condition => ({ code, met: met ?? null, article });

export const not = (value: boolean | null | undefined): boolean | null => (value == null ? null : !value);

/** Of something of which it is known whether there is one: not met where there is none. */
export const existing = <T>(value: T | null | undefined, met: (value: T) => boolean): boolean | null => (value === undefined ? null : value !== null && met(value));

export const known = <T>(value: T | null | undefined, met: (value: T) => boolean): boolean | null => (value == null ? null : met(value));

function verdict(conditions: readonly Condition[]): boolean | null {
  if (conditions.some(({ met }) => met === false)) return false;
  return conditions.every(({ met }) => met === true) ? true : null;
}

/** Judges conditions, and that the day lies in the term. A right without a known first day is one that evidence is missing of. */
export function entitlement(conditions: readonly Condition[], { from, until, applyBy }: Term, on: CivilDate, article: string): Entitlement {
  const inTerm = known(from, (first) => first <= on && (until === null || on <= until));
  const all = [...conditions, condition('WITHIN_TERM', inTerm, article)];
  return { eligible: verdict(all), from, until, applyBy, conditions: all };
}

/** Of some days those that are known; the latest. */
export const latestOf = (...days: readonly (CivilDate | null | undefined)[]): CivilDate | null => days.filter((day) => day != null).sort().at(-1) ?? null;

export const earliestOf = (...days: readonly (CivilDate | null | undefined)[]): CivilDate | null => days.filter((day) => day != null).sort()[0] ?? null;
