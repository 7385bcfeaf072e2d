import { Decimal } from 'decimal.js';
import { addDays, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import { computeAmount } from '../../rules/amount.js';
import { CARE_MONTHS } from '../../rules/care-gfss.js';
import { type ClaimFacts, latestOf } from '../../rules/entitlement.js';
import type { BenefitFacts } from '../../rules/facts.js';
import { LEAVE_MONTHS } from '../../rules/maternity.js';
import type { RuledProgramme } from '../../rules/rule.js';
import { LOSS_MONTHS } from '../../rules/survivor-gfss.js';
import type { ExternalParent } from '../child/child-facts.type.js';
import { averageIncome, isInsured, monthsInsured } from '../evidence/contributions.js';
import type { Disability, Income } from '../evidence/evidence.repository.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { RateBook } from '../rate/rate-book.js';
import type { AwardOnRecord, ChildCase } from './child-case.js';
import { allRightsRemoved, citizenshipOn, citizenSince, type Claimant, claimantCalled, claimantOn, type Count, countWith, holds, keptByState, lostParents, orderOf, residentOn, studies, survivorsOf } from './family.js';

/** What a programme's rule is asked with. */
export interface Claim {
  readonly facts: ClaimFacts;
  readonly amount: BenefitFacts;
  /** What the registers say, by the condition's code: a day, a number, a code of theirs. */
  readonly values: Readonly<Record<string, string | null>>;
  /** Whose income it rests on; null where on nobody's. */
  readonly incomeOf: string | null;
}

/** Facts that are not known are left out: `exactOptionalPropertyTypes` takes no undefined. */
type Known<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };
function given<T extends object>(facts: { readonly [K in keyof T]: T[K] | undefined }): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}

/** Without a break: the days of the records that follow each other up to one, with the group of the day. */
export function disabilityOn(records: readonly Disability[], day: CivilDate): Disability | null {
  const past = records.filter(({ from }) => from <= day);
  const last = past.findLast((one) => holds(one, day)) ?? past.at(-1);
  if (last === undefined) return null;
  let [from, to] = [last.from, last.to];
  for (const one of records.toReversed()) if (one.to === from) from = one.from;
  for (const one of records) if (one.from === to) to = one.to;
  return { group: last.group, from, to };
}

/** The quarter before a day's. */
const quarterBefore = (day: CivilDate): CivilDate => monthStart(day, -3 - ((Number(day.slice(5, 7)) - 1) % 3));

/** A child's case on a day, read once for all programmes. */
class Reading {
  readonly age: number;
  readonly resident: boolean | undefined;
  readonly claimant: Claimant | null | undefined;
  readonly mother: ExternalParent | null;
  readonly disability: Disability | null;
  readonly kept: string | null;

  constructor(readonly child: ChildCase, readonly on: CivilDate, readonly book: RateBook) {
    const { facts, evidence, restricted } = child;
    this.age = ageOn(facts.birthDate, on);
    this.resident = residentOn(facts, on) ?? undefined;
    this.claimant = restricted ? undefined : claimantOn(facts, on);
    this.mother = facts.parents.find(({ role, parentage }) => role === 'MOTHER' && holds(parentage, on)) ?? null;
    this.disability = disabilityOn(evidence.disabilities.get(child.iin) ?? [], on);
    this.kept = keptByState(facts, on);
  }

  award(...programmes: readonly BenefitProgrammeCode[]): AwardOnRecord | undefined {
    return this.child.awards.find(({ programme }) => programmes.includes(programme));
  }

  /** The day of the application on record, else the day asked about: what would be, if one applied then. */
  appliedOn(programme: BenefitProgrammeCode): CivilDate {
    return this.award(programme)?.receivedOn ?? this.on;
  }

  contributions(iin: string) {
    return this.child.evidence.contributions.get(iin) ?? [];
  }

  study = (iin: string | null) => (iin === null ? undefined : this.child.evidence.studies.get(iin));

  /** Facts of every programme. */
  common(programme: BenefitProgrammeCode): Pick<ClaimFacts, 'resident' | 'birthDate' | 'deathDate' | 'appliedOn'> {
    const { birthDate, deathDate } = this.child.facts;
    return given({ resident: this.resident, birthDate, deathDate, appliedOn: this.appliedOn(programme) });
  }

  get rightsRemoved(): boolean | undefined {
    if (this.claimant != null) return false;
    return allRightsRemoved(this.child.facts, this.on) ? true : undefined;
  }

  values(more: Readonly<Record<string, string | null>> = {}): Record<string, string | null> {
    const { facts } = this.child;
    return { RESIDENT: citizenshipOn(facts, this.on), GROUP_I_OR_II: groupOf(this), BORN: facts.birthDate, NOT_ON_FULL_STATE_SUPPORT: this.kept, DEPENDENT: String(this.age), NOT_RAISED_AS_A_CHILD: String(this.age), ...more };
  }
}

/** Without an application: it may be asked for until its last day. */
function birth(of: Reading): Claim {
  const { resident, claimant, on, child: { facts, birthPaid } } = of;
  const { birthDate, deathDate } = facts;
  return {
    facts: given({ resident, birthDate, deathDate, rightArisesOn: claimant?.since, paidBefore: birthPaid }),
    amount: { birthOrder: orderOf(facts, on) },
    values: of.values({ NOT_PAID_BEFORE: birthPaid ? 'PAID' : null }),
    incomeOf: null,
  };
}

/** Whoever is paid for the care already, else whoever would apply. */
function carerOf(of: Reading): Claimant | null | undefined {
  const paid = of.award('CARE_STATE', 'CARE_GFSS')?.recipientIin;
  return of.child.restricted || paid == null ? of.claimant : (claimantCalled(of.child.facts, paid, of.on) ?? of.claimant);
}

/** The two childcare benefits: one claim, of which insurance when the right arose decides. */
function care(of: Reading, programme: 'CARE_STATE' | 'CARE_GFSS'): Claim {
  const { facts } = of.child;
  const carer = carerOf(of);
  const rightArisesOn = of.award('CARE_STATE', 'CARE_GFSS')?.occurredOn ?? latestOf(facts.birthDate, carer?.since, citizenSince(facts)) ?? facts.birthDate;
  const paid = carer == null ? [] : of.contributions(carer.iin);
  const months = carer == null ? null : String(monthsInsured(paid, rightArisesOn));
  return {
    facts: given({
      ...of.common(programme),
      appliedOn: of.award('CARE_STATE', 'CARE_GFSS')?.receivedOn ?? of.on,
      rightArisesOn,
      insured: carer == null ? undefined : isInsured(paid, rightArisesOn),
      rightsRemoved: carer == null ? of.rightsRemoved : false,
      fullStateSupport: of.kept !== null,
    }),
    amount: given({ birthOrder: orderOf(facts, of.on), rightArisesOn, averageMonthlyIncome: carer == null || programme === 'CARE_STATE' ? undefined : averageIncome(paid, rightArisesOn, CARE_MONTHS) }),
    values: of.values({ CARER_INSURED: months, CARER_NOT_INSURED: months }),
    incomeOf: programme === 'CARE_STATE' ? null : (carer?.iin ?? null),
  };
}

/** The mother's, before the birth or an adoption: the sheet is in no register here. */
function maternity(of: Reading): Claim {
  const { mother, child: { facts } } = of;
  const right = mother?.basis === 'ADOPTION' ? mother.parentage.from : facts.birthDate;
  const paid = mother === null ? [] : of.contributions(mother.iin);
  return {
    facts: given({ ...of.common('MATERNITY'), birthDate: right, insured: mother === null ? undefined : isInsured(paid, addDays(right, -1)) }),
    amount: given({ averageMonthlyIncome: mother === null ? undefined : averageIncome(paid, right, LEAVE_MONTHS) }),
    values: of.values({ INSURED: mother === null ? null : String(monthsInsured(paid, right)) }),
    incomeOf: mother?.iin ?? null,
  };
}

/** Whether somebody with an indefinite disability of group I or II may have declined contributions: known of everybody else. */
function declined(of: Reading, { iin }: Claimant): boolean | undefined {
  const disability = disabilityOn(of.child.evidence.disabilities.get(iin) ?? [], of.on);
  return disability?.to === null && (disability.group === 'I' || disability.group === 'II') ? undefined : false;
}

function opvSubsidy(of: Reading): Claim {
  const carer = carerOf(of);
  const own = care(of, 'CARE_GFSS');
  const { birthDate, rightArisesOn } = own.facts;
  return {
    facts: given({
      ...of.common('OPV_SUBSIDY'),
      birthDate,
      rightArisesOn,
      receivesCarePayment: of.award('CARE_GFSS') !== undefined,
      contributionsArrive: carer == null ? undefined : isInsured(of.contributions(carer.iin), of.on),
      declinedContributions: carer == null ? undefined : declined(of, carer),
    }),
    amount: own.amount,
    values: { ...own.values, RECEIVES_CARE_GFSS: of.award('CARE_GFSS')?.receivedOn ?? null },
    incomeOf: own.incomeOf,
  };
}

/** The children of the parent who would apply; nobody knows those of a guardian. */
function countOf(of: Reading): Count | null | undefined {
  const { claimant, child, on } = of;
  if (claimant === undefined || (claimant !== null && claimant.parent === null)) return undefined;
  return claimant?.parent == null ? null : countWith(child.facts, claimant.parent, child.iin, of.study, on);
}

function largeFamily(of: Reading): Claim {
  const count = countOf(of);
  return {
    facts: given({ ...of.common('LARGE_FAM'), children: count === undefined || count?.undecided === true ? undefined : (count?.children ?? []) }),
    amount: given({ childrenCount: count?.number }),
    values: of.values({ FOUR_CHILDREN: count == null ? null : String(count.number) }),
    incomeOf: null,
  };
}

function awardedMother(of: Reading): Claim {
  const { mother, on } = of;
  const award = mother === null ? undefined : (of.child.evidence.motherAwards.get(mother.iin) ?? []).find((one) => holds(one, on));
  return {
    facts: given({ ...of.common('AWARD_MOTHER'), hasAward: mother === null ? undefined : award !== undefined, recipientDiedOn: mother?.deathDate }),
    amount: given({ motherAward: award?.award }),
    values: of.values({ AWARDED: award?.award ?? null }),
    incomeOf: null,
  };
}

const groupOf = ({ disability }: Reading): string | null => (disability === null ? null : (disability.group ?? disability.from));

/** What a later loss of a breadwinner adds (177(5)) stands in SURVIVOR, as it does in the register of awards. */
function disabledChild(of: Reading): Claim {
  const { disability, age } = of;
  return {
    facts: { ...of.common('DIS_CHILD'), disability },
    amount: given({ childAgeYears: age, disabilityGroup: disability?.group ?? undefined, disabledSinceChildhood: disability === null ? undefined : sinceChildhood(of) }),
    values: of.values({ DISABLED: groupOf(of) }),
    incomeOf: null,
  };
}

function carerOfDisabled(of: Reading): Claim {
  const { disability, claimant, age } = of;
  const since = claimant == null ? undefined : latestOf(claimant.since, disability?.from) ?? undefined;
  return {
    facts: given({ ...of.common('DIS_CARER'), disability, raises: claimant === undefined ? undefined : claimant !== null, fullStateSupport: of.kept !== null, rightArisesOn: since }),
    amount: { childAgeYears: age },
    values: of.values({ CHILD_DISABLED: groupOf(of), RAISES_THE_CHILD: claimant == null ? null : claimant.since }),
    incomeOf: null,
  };
}

const adultCarer = (of: Reading): Claim => ({
  facts: { ...of.common('ADULT_CARER'), disability: of.disability },
  amount: given({ childAgeYears: of.age, disabilityGroup: of.disability?.group ?? undefined }),
  values: of.values({ GROUP_I: groupOf(of) }),
  incomeOf: null,
});

const sinceChildhood = ({ disability, child: { facts } }: Reading): boolean => disability !== null && disability.from < birthdayAt(facts.birthDate, 18);

/** Disabled before 18, and still when that is over. */
function disabledBeyond(of: Reading): boolean {
  const { disability, child: { facts } } = of;
  const adult = birthdayAt(facts.birthDate, 18);
  return sinceChildhood(of) && disability !== null && (disability.to === null || disability.to > adult);
}

function survivor(of: Reading): Claim {
  const { child, on } = of;
  const lost = lostParents(child.facts, on);
  const orphan = lost.length >= 2;
  return {
    facts: given({ ...of.common('SURVIVOR'), rightArisesOn: lost[0]?.on ?? null, fullTimeStudent: studies(of.study(child.iin), on) ?? undefined, disabledBefore18: disabledBeyond(of), disability: of.disability }),
    amount: { survivorsCount: survivorsOf(lost, of.study, on), fullOrphan: orphan },
    values: of.values({ BREADWINNER_LOST: lost[0]?.on ?? null }),
    incomeOf: null,
  };
}

/** One for each parent lost (239(3)); where nobody is, the answer says so once. */
function insuredSurvivor(of: Reading): Claim[] {
  const { child, on, age } = of;
  const student = studies(of.study(child.iin), on) ?? undefined;
  const dependent = age < 18 || disabledBeyond(of) ? true : student;
  const common = given({ ...of.common('SURVIVOR_GFSS'), fullTimeStudent: student, disabledBefore18: disabledBeyond(of), disability: of.disability, dependent });
  const lost = lostParents(child.facts, on);
  if (lost.length === 0) return [{ facts: { ...common, rightArisesOn: null }, amount: {}, values: of.values(), incomeOf: null }];
  return lost.map((loss) => {
    const { parent: { iin }, on: diedOn } = loss;
    const paid = of.contributions(iin);
    const months = monthsInsured(paid, diedOn);
    return {
      facts: { ...common, rightArisesOn: diedOn, insured: months > 0 },
      amount: { averageMonthlyIncome: averageIncome(paid, diedOn, LOSS_MONTHS), insuranceMonths: months, survivorsCount: survivorsOf([loss], of.study, on), rightArisesOn: diedOn },
      values: of.values({ BREADWINNER_LOST: diedOn, BREADWINNER_INSURED: String(months) }),
      incomeOf: of.claimant?.iin ?? iin,
    };
  });
}

/** What the family stated for the quarter before, the last statement of it. */
const statementOf = (of: Reading): Income | null =>
  (of.claimant == null ? null : ((of.child.evidence.incomes.get(of.claimant.iin) ?? []).findLast(({ quarter }) => quarter === quarterBefore(of.on)) ?? null));

function assistance(of: Reading): Claim {
  const stated = statementOf(of);
  const perCapitaIncome = stated === null ? undefined : new Decimal(stated.income).div(3).div(stated.members);
  const amount: BenefitFacts = stated === null || perCapitaIncome === undefined ? {} : { perCapitaIncome, familyMembers: stated.members };
  const { covered } = of.book;
  const known = perCapitaIncome !== undefined && of.on >= covered.from && of.on <= covered.to;
  return {
    facts: given({
      ...of.common('ASP'),
      poor: known ? computeAmount('ASP', of.on, amount, of.book).tier !== null : undefined,
      barred: stated?.needFound == null ? undefined : !stated.needFound,
    }),
    amount,
    values: of.values({ NOT_ABOVE_POVERTY_LINE: perCapitaIncome?.toDecimalPlaces(2).toFixed() ?? null }),
    incomeOf: of.claimant?.iin ?? null,
  };
}

const assistanceForChild = (of: Reading): Claim => ({
  facts: { ...of.common('ASP_CHILD'), receivesAsp: of.award('ASP') !== undefined },
  amount: { childAgeYears: of.age },
  values: of.values({ RECEIVES_ASP: of.award('ASP')?.receivedOn ?? null }),
  incomeOf: null,
});

const CLAIMS: Readonly<Record<RuledProgramme, (of: Reading) => Claim | Claim[]>> = {
  BIRTH: birth,
  CARE_STATE: (of) => care(of, 'CARE_STATE'),
  MATERNITY: maternity,
  CARE_GFSS: (of) => care(of, 'CARE_GFSS'),
  OPV_SUBSIDY: opvSubsidy,
  LARGE_FAM: largeFamily,
  AWARD_MOTHER: awardedMother,
  DIS_CHILD: disabledChild,
  DIS_CARER: carerOfDisabled,
  SURVIVOR: survivor,
  SURVIVOR_GFSS: insuredSurvivor,
  ASP: assistance,
  ASP_CHILD: assistanceForChild,
  ADULT_CARER: adultCarer,
};

/** What every programme's rule is asked with about a child on a day, in the order of the catalogue. */
export function claimsOf(child: ChildCase, on: CivilDate, book: RateBook): { readonly programme: RuledProgramme; readonly claim: Claim }[] {
  const reading = new Reading(child, on, book);
  return (Object.keys(CLAIMS) as RuledProgramme[]).flatMap((programme) => [CLAIMS[programme](reading)].flat().map((claim) => ({ programme, claim })));
}
