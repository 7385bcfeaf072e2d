import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import { badInput } from '../../../shared/errors.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { computeAmount } from '../../rules/amount.js';
import { type ClaimFacts, type CountedChild, type Entitlement, latestOf } from '../../rules/entitlement.js';
import { type AmountPeriod, amountPeriods, type ComputedAmount } from '../../../shared/rules/amount-periods.js';
import type { BenefitFacts } from '../../rules/facts.js';
import { isCounted } from '../../rules/large-fam.js';
import type { Rule, RuledProgramme } from '../../rules/rule.js';
import { RULES } from '../../rules/rules.js';
import { problemOf } from '../amount/amount.service.js';
import { LAW_BOOK } from '../rate/law.js';
import type { CaseChildRow } from './case.repository.js';
import { type Insurance, insuranceFor } from './insurance.js';
import type { Known } from './known.js';
import { type Asking, comingsAndGoings, countOn, isForMembers, type Member, membersOf, requireCounted, together } from './members.js';

/** What is asked for: the case, and what is known of it. */
export interface Claim {
  readonly programme: RuledProgramme;
  readonly appliedOn: CivilDate;
  readonly occurredOn: CivilDate;
  readonly children: readonly Omit<CaseChildRow, 'caseId'>[];
  readonly facts: BenefitFacts;
  /** What the decider says of the right itself. */
  readonly said: ClaimFacts;
  readonly recipientIin: string;
  /** What the civil registry has told. */
  readonly known: Known;
  /** The first day that can be paid at all, where another benefit was given up for this one. */
  readonly notBefore: CivilDate | null;
  /** The last day for which amounts are computed. */
  readonly today: CivilDate;
}

/** What is assigned. */
export interface Assignment {
  readonly since: CivilDate;
  readonly until: CivilDate | null;
  readonly children: readonly string[];
  /** Of a benefit for several of whom each has a time of its own. */
  readonly members: readonly Member[];
  readonly amounts: readonly AmountPeriod[];
  /** What it rests on where evidence and the decider's word both may tell; null where there is no such choice. */
  readonly basis: string | null;
}

const countedChild = ({ iin, birthDate, fullTimeStudent }: Claim['children'][number], { deaths, rightsRemoved, fullStateSupport }: Known): CountedChild =>
  ({ birthDate, fullTimeStudent, deathDate: deaths.get(iin) ?? null, rightsRemoved: rightsRemoved.has(iin) ? true : null, fullStateSupport: fullStateSupport.has(iin) ? true : null });

/** The claim as the rules ask about it. */
function claimFacts({ appliedOn, occurredOn, children, facts, said, recipientIin, known }: Claim, insurance: Insurance | null): ClaimFacts {
  const [child] = children;
  const { deaths, rightsRemoved, fullStateSupport } = known;
  return {
    ...said,
    ...(insurance === null ? {} : { insured: insurance.insured }),
    rightsRemoved: said.rightsRemoved ?? (child !== undefined && rightsRemoved.has(child.iin) ? true : null),
    fullStateSupport: child !== undefined && fullStateSupport.has(child.iin) ? true : (said.fullStateSupport ?? null), // what is decided goes before what is said
    deathDate: child === undefined ? null : (deaths.get(child.iin) ?? null),
    recipientDiedOn: deaths.get(recipientIin) ?? null,
    appliedOn,
    rightArisesOn: occurredOn,
    birthDate: child?.birthDate ?? null,
    leaveDays: facts.leaveDays ?? null,
    hasAward: facts.motherAward == null ? null : true,
    children: children.map((one) => countedChild(one, known)),
  };
}

const ABOUT_INSURANCE: ReadonlySet<string> = new Set(['CARER_INSURED', 'CARER_NOT_INSURED']);

/** The term is looked at by itself: one may apply when it is over. */
function requireRight({ conditions, applyBy }: Entitlement, appliedOn: CivilDate, articles: string, insurance: Insurance | null): void {
  if (applyBy !== null && appliedOn > applyBy) throw new Refused('TOO_LATE_TO_APPLY', 'input.case', `One could apply until ${applyBy} (Social Code, ${articles}).`);
  const failed = conditions.find(({ code, met }) => met === false && code !== 'WITHIN_TERM');
  if (failed === undefined) return;
  const told = insurance !== null && ABOUT_INSURANCE.has(failed.code) ? insurance.basis : failed.article;
  throw new Refused('NO_RIGHT', 'input.claim', `The condition ${failed.code} is not met (Social Code, ${told}).`);
}

interface Term {
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

/** From when until when it is due. What is paid once is due on one day: a birth grant on that of the application (79(2)). */
function termOf({ programme, appliedOn, notBefore }: Claim, { from: right, until }: Entitlement, { unit, articles }: Rule): Term {
  const from = right === null ? null : latestOf(right, notBefore);
  if (programme === 'BIRTH') return { since: appliedOn, until: appliedOn };
  if (from !== null && unit === 'ONCE') return { since: from, until: from };
  if (from === null) throw badInput('input.claim', `the first day of the right cannot be told (Social Code, ${articles}).`);
  if (until !== null && until < from) throw new Refused('NO_RIGHT', 'input.claim', `The right ended on ${until}, before the first day that could be paid, ${from} (Social Code, ${articles}).`);
  return { since: from, until };
}

/** Whom it is for: of a large family those who are counted. */
const countedIn = ({ programme, children, appliedOn, known }: Claim): Claim['children'] =>
  (programme === 'LARGE_FAM' ? children.filter((child) => isCounted(countedChild(child, known), appliedOn)) : children);

/** Each child of a case as if it were asked for alone; one that studies is counted for longer by what the case says of it. */
const eachAsking = (claim: Claim, rule: Rule): Asking[] =>
  claim.children.map((child) => {
    const fullTimeStudent = claim.children.length > 1 ? child.fullTimeStudent : (claim.said.fullTimeStudent ?? child.fullTimeStudent);
    const alone = { ...claim, children: [child], said: { ...claim.said, fullTimeStudent } };
    return { iin: child.iin, right: rule.entitlement(claimFacts(alone, null), claim.appliedOn, LAW_BOOK) };
  });

/** The members of a benefit for several; of any other nobody is told apart. */
const membersIn = (claim: Claim, rule: Rule): Member[] => (isForMembers(claim.programme) ? membersOf(eachAsking(claim, rule), claim.appliedOn, claim.notBefore) : []);

/** How the facts change with the days by themselves. */
interface Course {
  readonly days: readonly CivilDate[];
  readonly factsOn: (day: CivilDate) => BenefitFacts;
}

/** The age from which a disabled child has a group (177(2)). */
const SCHOOL_AGE = 7;

/** Of a benefit for several with everybody who comes or goes, of a disabled child's with the seventh birthday. */
function courseOf({ programme, children: [child] }: Claim, facts: BenefitFacts, members: readonly Member[]): Course {
  if (members.length > 0) return { days: comingsAndGoings(members), factsOn: (day) => ({ ...facts, survivorsCount: countOn(members, day) }) };
  const age = facts.childAgeYears ?? SCHOOL_AGE;
  if (programme !== 'DIS_CHILD' || child === undefined || age >= SCHOOL_AGE) return { days: [], factsOn: () => facts };
  const birthday = birthdayAt(child.birthDate, SCHOOL_AGE);
  return { days: [birthday], factsOn: (day) => (day < birthday ? facts : { ...facts, childAgeYears: SCHOOL_AGE }) };
}

/** The amounts until another day; what changes later is looked after then (ageing/come-of-age.ts). */
function amountsOf(rule: Rule, { days, factsOn }: Course, from: CivilDate, last: CivilDate): AmountPeriod[] {
  if (days.length === 0) return amountsFrom(rule, factsOn(from), from, last);
  const changes = [...LAW_BOOK.changes, ...days].filter((day) => day > from && day <= last).sort();
  return amountPeriods([from, ...changes], (day) => computedOn(rule.programme, day, factsOn(day)));
}

/** The facts with what the case itself tells, where the decider leaves it out. */
function withOwnFacts({ programme, facts, children, occurredOn }: Claim, counted: number, since: CivilDate): BenefitFacts {
  const [child] = children;
  const age = child === undefined ? null : ageOn(child.birthDate, since);
  if (programme !== 'LARGE_FAM') return { ...facts, rightArisesOn: facts.rightArisesOn ?? occurredOn, childAgeYears: facts.childAgeYears ?? age };
  if (facts.childrenCount != null && facts.childrenCount !== counted) throw badInput('input.facts.childrenCount', `the children of the case come to ${counted} (Social Code, 90).`);
  return { ...facts, childrenCount: counted };
}

/** What facts come to on a day; throws `BAD_USER_INPUT` for a fact that is missing, and refuses where there is no right. */
export function computedOn(programme: RuledProgramme, on: CivilDate, facts: BenefitFacts): ComputedAmount {
  try {
    const { tier, ruleVersion, exact, gross, withheld, steps } = computeAmount(programme, on, facts, LAW_BOOK);
    if (tier !== null && ruleVersion !== null) return { tier, exact, gross, withheld, ruleVersion };
    const last = steps.findLast(({ article }) => article !== null);
    throw new Refused('NO_RIGHT', 'input.facts', `${last?.text.en ?? 'Nothing is due on these facts.'} (Social Code, ${last?.article ?? RULES[programme].articles})`);
  } catch (error) {
    throw problemOf(error, 'input.facts') ?? error;
  }
}

/** The amounts of a benefit from a day on: anew at each change of an index or a rate until another day, once for a one-off. */
export function amountsFrom({ programme, unit }: Rule, facts: BenefitFacts, from: CivilDate, last: CivilDate): AmountPeriod[] {
  const changes = unit === 'ONCE' ? [] : LAW_BOOK.changes.filter((day) => day > from && day <= last);
  return amountPeriods([from, ...changes], (day) => computedOn(programme, day, facts));
}

/**
 * What a claim comes to by the rules: from when until when, for whom, how much, within the limits of application and of backdating.
 * Refuses, and throws `BAD_USER_INPUT`, with the field and the article.
 */
export function assignmentOf(claim: Claim): Assignment {
  const rule = RULES[claim.programme];
  if (claim.known.deaths.has(claim.recipientIin)) throw new Refused('NO_RIGHT', 'input.case', 'The civil registry has told of the death of the recipient: somebody else applies.');
  if (claim.facts.fullOrphan === true && claim.known.parentApplies) throw new Refused('NO_RIGHT', 'input.facts.fullOrphan', 'The civil registry has the recipient as a parent: the children have not lost both (Social Code, 236(4)).');
  const insurance = insuranceFor(claim.programme, claim.known.contributions, latestOf(claim.occurredOn, claim.children[0]?.birthDate) ?? claim.occurredOn, claim.said.insured);
  const first = rule.entitlement(claimFacts(claim, insurance), claim.appliedOn, LAW_BOOK);
  const members = membersIn(claim, rule);
  if (members.length === 0) requireRight(first, claim.appliedOn, rule.articles, insurance);
  const right = members.length === 0 ? first : together(first, members);
  const { since, until } = termOf(claim, right, rule);
  if (members.length > 0) requireCounted(claim.facts.survivorsCount, members, since);
  const counted = members.length > 0 ? members : countedIn(claim);
  const last = until !== null && until < claim.today ? until : claim.today;
  return { since, until, children: counted.map(({ iin }) => iin), members, amounts: amountsOf(rule, courseOf(claim, withOwnFacts(claim, counted.length, since), members), since, last), basis: insurance?.basis ?? null };
}
