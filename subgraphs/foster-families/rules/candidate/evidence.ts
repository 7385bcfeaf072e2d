import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import type { CarerForm } from './condition.js';

/** What a paper says of a candidate: yes or no, and of some how much. */
export type EvidenceKind =
  | 'CAPACITY_LIMITED' | 'SPOUSE_CAPACITY_LIMITED' | 'RIGHTS_REMOVED_OR_LIMITED' | 'REMOVED_AS_GUARDIAN' | 'ADOPTION_CANCELLED'
  | 'UNFIT_HEALTH' | 'DISPENSARY_REGISTER' | 'UNEXPUNGED_CONVICTION' | 'LISTED_OFFENCE' | 'UNDER_PROSECUTION'
  | 'CITIZEN' | 'STATELESS' | 'PERMANENT_HOME' | 'HOUSING' | 'INCOME_SUFFICES' | 'MARRIED' | 'SPOUSE_CONSENT' | 'SPOUSES_APART'
  | 'RAISED_THREE_YEARS' | 'RELATIVE_OF_CHILD' | 'CLOSE_RELATIVE' | 'AGE_GAP_EXCUSED' | 'TRAINING' | 'PROFESSIONAL_CONCLUSION';

/** What is true of a candidate and one child: such a paper names the child, and counts for that one alone. */
export const ABOUT_A_CHILD: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['RAISED_THREE_YEARS', 'RELATIVE_OF_CHILD', 'CLOSE_RELATIVE', 'AGE_GAP_EXCUSED']);

/** A paper: what it says, since and until when it holds, and where it comes from. */
export interface Evidence extends DatedPeriod {
  readonly kind: EvidenceKind;
  readonly holds: boolean;
  /** Square metres of a home, tenge a month of an income. */
  readonly amount: string | null;
  /** Who lives in the home already, without children placed there. */
  readonly people: number | null;
  /** IIN of the child that it is about; null of what is about nobody else, or of a child whom nothing may lead to any more. */
  readonly child: string | null;
  /** Null where it was not asked for. */
  readonly source: string | null;
}

/** A child that would be taken in. */
export interface AskedChild {
  /** Null where only its age is asked about. */
  readonly iin: string | null;
  readonly birthDate: CivilDate | null;
}

/** What the law asks of somebody who would take a child in, as it is known on a day. */
export interface CandidateFacts {
  readonly on: CivilDate;
  readonly birthDate: CivilDate;
  readonly sex: 'FEMALE' | 'MALE';
  /** In the order in which it was recorded. */
  readonly evidence: readonly Evidence[];
  /** Papers of the person's earlier records, and of later ones: what bars is heard whichever record it is in, and nothing else. None where left out. */
  readonly before?: readonly Evidence[];
  readonly after?: readonly Evidence[];
  /** The most children who live in the home by placements at a time from that day on, whoever would come included. */
  readonly children: number;
  /** Children who live with the candidate on the day, and since when. */
  readonly living: ReadonlyMap<string, CivilDate>;
  /** The last decision in favour of each form, a yearly check too; none before the first. */
  readonly checked: ReadonlyMap<CarerForm, CivilDate>;
  /** Null where it is not asked about one. */
  readonly child: AskedChild | null;
}

/** What once happened does not pass: it bars for good, until a paper takes it back. */
const EVER: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['LISTED_OFFENCE', 'REMOVED_AS_GUARDIAN', 'ADOPTION_CANCELLED']);

const NONE: readonly Evidence[] = [];

/** A record's papers are looked through for some twenty conditions, in each form that is asked about. */
const grouped = new WeakMap<readonly Evidence[], ReadonlyMap<EvidenceKind, readonly Evidence[]>>();

function byKind(papers: readonly Evidence[], kind: EvidenceKind): readonly Evidence[] {
  if (papers.length === 0) return NONE;
  const groups = grouped.get(papers) ?? Map.groupBy(papers, (one) => one.kind);
  grouped.set(papers, groups);
  return groups.get(kind) ?? NONE;
}

const ofKind = (papers: readonly Evidence[], child: AskedChild | null, kind: EvidenceKind): readonly Evidence[] =>
  child?.iin == null || !ABOUT_A_CHILD.has(kind) ? byKind(papers, kind) : byKind(papers, kind).filter((one) => one.child === child.iin);

const lastBegun = (papers: readonly Evidence[]): Evidence | null =>
  papers.reduce<Evidence | null>((best, one) => (best === null || best.validFrom <= one.validFrom ? one : best), null);

/** The papers of a kind that hold on the day, in the order in which they were recorded; of one about a child only the asked child's. */
export const papersOf = (facts: CandidateFacts, kind: EvidenceKind): readonly Evidence[] => ofKind(facts.evidence, facts.child, kind).filter((one) => holdsOn(one, facts.on));

/** The paper that holds on the day: of several the one that began last, and of those the one recorded last. */
export const paperOf = (facts: CandidateFacts, kind: EvidenceKind): Evidence | null => lastBegun(papersOf(facts, kind));

/**
 * The same of a bar, where a judgment may come to hand long after a clean certificate: a yes is heard until a no that was recorded
 * after it, and began no earlier; of what happened once and for all only one of the very same day takes it back. Both may be in any of the
 * person's records; that nothing bars is for the record itself to show.
 */
export function barPaperOf(facts: CandidateFacts, kind: EvidenceKind): Evidence | null {
  const { on, child, before = [], evidence, after = [] } = facts;
  const papers = [before, evidence, after].flatMap((some) => ofKind(some, child, kind));
  if (!papers.some(({ holds }) => holds)) return lastBegun(papersOf(facts, kind));
  const begun = papers.filter(({ validFrom }) => validFrom <= on);
  const takenBack = (yes: Evidence, by: Evidence): boolean => (EVER.has(kind) ? by.validFrom === yes.validFrom : by.validFrom >= yes.validFrom);
  const heard = begun.filter((yes, at) => yes.holds && (EVER.has(kind) || holdsOn(yes, on)) && !begun.some((by, later) => later > at && !by.holds && takenBack(yes, by)));
  return lastBegun(heard) ?? lastBegun(papersOf(facts, kind).filter((one) => !one.holds));
}
