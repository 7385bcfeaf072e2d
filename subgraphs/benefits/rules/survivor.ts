import { Decimal } from 'decimal.js';
import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { birthdayAt } from '../../shared/dated.js';
import { FactProblem } from '../../shared/rules/facts.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import type { DatedRate } from '../modules/rate/rate-book.js';
import { afterRight, continues, ends, of, passesOn, recalculates, suspends, throughMonthOf, unlessOthersRemain } from './circumstances.js';
import { inCentre } from './centre.js';
import { type ClaimFacts, type Condition, condition, earliestOf, entitlement, existing, known, latestOf, not } from './entitlement.js';
import { ORPHANS_LIMIT } from './policies.js';
import type { Rule } from './rule.js';
import type { Working } from './working.js';

/** One breadwinner lost: by the number of members, for all of them together (236(3)). */
const survivorTier = (members: number): string => (members >= 6 ? 'MEMBERS_6_UP' : `MEMBERS_${members}`);

interface Amount {
  readonly tier: string;
  readonly rate: DatedRate;
  readonly exact: Decimal;
}

/** Both parents lost: so much for each child, less for each other member, and a limit (236(4)). */
function ofOrphans(w: Working): Amount {
  const [orphans, others] = [w.need('survivorsCount'), w.find('otherDependants') ?? 0];
  const [tier, rate, limit] = ['FULL_ORPHAN', w.rate('FULL_ORPHAN', w.on, 'SURVIVOR'), w.rate('FULL_ORPHAN_CAP', w.on, 'SURVIVOR')];
  const children = w.multiple(rate, '236(4)', orphans);
  const rest = others === 0 ? new Decimal(0) : w.multiple(w.rate('OTHER_MEMBER', w.on, 'SURVIVOR'), '236(4)', others);
  const most = w.multiple(limit, '236(4)');
  const together = w.policy(ORPHANS_LIMIT) === 'ALL_MEMBERS_TOGETHER';
  const exact = together ? Decimal.min(children.plus(rest), most) : children.plus(Decimal.min(rest, most));
  const expression = together ? `min(${plain(children)} + ${plain(rest)}; ${plain(most)})` : `${plain(children)} + min(${plain(rest)}; ${plain(most)})`;
  w.compute(text('Барлығына бірге, шектен артық емес.', 'На всех вместе, не выше предела.', 'For all together, within the limit.'), expression, exact, '236(4)');
  return { tier, rate, exact };
}

/** No fact tells of it, so what is said is that it is left out. */
const OF_SERVICEMEN = text(
  'Қызмет бабында қаза тапқан әскери қызметшілердің және басқа да қызметкерлердің отбасыларына әр мүшеге қосылатын 0,29 ең төмен күнкөріс деңгейі есептелмеді.',
  'Не учтено увеличение на 0,29 прожиточного минимума на каждого члена семьи военнослужащих и сотрудников, погибших при исполнении обязанностей.',
  'Not counted: 0.29 of the subsistence minimum more for each member of a family of servicemen and officers who died of their duties.',
);

/** The benefit of a family, before rounding; that by which a disability benefit is raised, too (177(5)). */
export function survivorAmount(w: Working): Amount {
  const amount = ofFamily(w);
  w.note(OF_SERVICEMEN, '236(5)');
  return amount;
}

/** What is below the minimum is paid in full (237(2)). A member's share is known of a family of one alone: others have theirs set apart (235(2)). */
function ofCentre(w: Working, whole: Amount): Amount {
  if (w.need('survivorsCount') + (w.find('otherDependants') ?? 0) > 1) throw new FactProblem('centre', 'must be given for one member alone, whose share is set apart (235(2)).');
  return whole.exact.lessThan(w.index('SM')) ? whole : inCentre(w, 'SURVIVOR', whole.exact, '237(2)');
}

function ofFamily(w: Working): Amount {
  if (w.find('fullOrphan') === true) return ofOrphans(w);
  const tier = survivorTier(w.need('survivorsCount') + (w.find('otherDependants') ?? 0));
  const rate = w.rate(tier, w.on, 'SURVIVOR');
  return { tier, rate, exact: w.multiple(rate, '236(2), (3)') };
}

/** The age of the youngest child until which a carer is a member (234(2)3). */
const CARED_FOR_UNTIL = 8;

const dayBeforeAge = (birthDate: CivilDate, age: number): CivilDate => addDays(birthdayAt(birthDate, age), -1);

/**
 * The last day of a membership: a child's until 18, as a full-time student until 23, for as long as it is disabled if it was before
 * 18; a carer's until the youngest reaches an age; an elder's for life (234(2), (3), (9)).
 */
export function memberUntil({ member, birthDate, deathDate, youngestBirthDate, fullTimeStudent, disabledBefore18, disability }: ClaimFacts, caredForUntil: number): CivilDate | null {
  const death = deathDate == null ? null : throughMonthOf(deathDate);
  if (member === 'CARER') return earliestOf(youngestBirthDate == null ? null : dayBeforeAge(youngestBirthDate, caredForUntil), death);
  if (member === 'ELDER' || birthDate == null) return death;
  const ofAge = dayBeforeAge(birthDate, fullTimeStudent === true ? 23 : 18);
  if (disabledBefore18 !== true) return earliestOf(ofAge, death);
  return earliestOf(disability?.to == null ? null : latestOf(ofAge, addDays(disability.to, -1)), death);
}

/** What makes somebody a member, beside the term (234(2)). Children and whoever cares for them need not have been dependent (234(1)). */
function membership({ member, birthDate, youngestBirthDate, works, pensionAgeOn, dependent }: ClaimFacts, on: CivilDate): Condition[] {
  if (member === 'CARER') return [condition('CARES_FOR_A_CHILD', known(youngestBirthDate, (day) => day <= on), '234(2)3'), condition('DOES_NOT_WORK', not(works), '234(2)3')];
  if (member === 'ELDER') return [condition('OF_PENSION_AGE', known(pensionAgeOn, (day) => day <= on), '234(2)2, 4'), condition('DEPENDENT', dependent, '234(1), (4)')];
  return [condition('BORN', known(birthDate, (day) => day <= on), '234(2)1')];
}

/** The first day on which somebody may be a member: the child's birth, the elder's pension age. */
export const startOf = ({ member, birthDate, youngestBirthDate, pensionAgeOn }: ClaimFacts): CivilDate | null =>
  ({ CHILD: birthDate, CARER: youngestBirthDate, ELDER: pensionAgeOn })[member ?? 'CHILD'] ?? null;

/** Государственное социальное пособие по случаю потери кормильца: Social Code, articles 234 to 238. */
export const survivor: Rule = {
  programme: 'SURVIVOR',
  unit: 'MONTHLY', // 237(1); 235(1): one for all members
  articles: '229–238',
  formula: 'SURVIVOR/MEMBERS × SM; both parents lost: min(1.54 × orphans + 0.62 × others; 2.92) × SM; one member in a centre max(0.30 × that; SM)',

  amount: (w) => {
    const whole = survivorAmount(w);
    const { tier, rate, exact } = w.find('centre') === true ? ofCentre(w, whole) : whole;
    return { due: true, tier, rate, parts: [exact] };
  },

  entitlement: (facts, on, book) => {
    const months = book.terms('SURVIVOR', 'BACKDATING')[0]?.months ?? null;
    const back = facts.appliedOn == null || months === null ? null : addMonths(facts.appliedOn, -months); // 234(8)
    return entitlement([
      condition('RESIDENT', facts.resident, '234(1)'),
      condition('BREADWINNER_LOST', existing(facts.rightArisesOn, (day) => day <= on), '234(1), (6)'),
      ...membership(facts, on),
    ], { from: facts.rightArisesOn == null ? null : latestOf(facts.rightArisesOn, startOf(facts), back), until: memberUntil(facts, CARED_FOR_UNTIL), applyBy: null }, on, '234(2), (3), (8), (9)');
  },

  combinations: [
    { with: 'DIS_CHILD', how: 'CHOICE', article: '234(7), 175(6)', addsWhereOther: 'EARLIER' },
    { with: 'SURVIVOR_GFSS', how: 'ADDS', article: '232(1)1' },
  ],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '238(1)1', 'FROM_SUSPENSION'),
    suspends('DOCUMENT_EXPIRED', '238(1)2'),
    suspends('MISSING', '238(1)3'),
    passesOn('RIGHTS_REMOVED', '238(1)4'),
    passesOn('ADOPTION_CANCELLED', '238(1)4'),
    passesOn('GUARDIAN_REMOVED', '238(1)5'),
    of('CHILD', unlessOthersRemain(suspends('CITIZENSHIP_LOST', '238(1)9'), 'AFTER_MONTH_OF_NOTICE', '235(5), 238(1)9')),
    suspends('CONTRIBUTIONS_ARRIVED', '238(1)6', 'FROM_SUSPENSION'), // for somebody missing: perhaps alive
    suspends('TOOK_WORK', '238(1)7', 'FROM_SUSPENSION'), // of whoever cares for a child
    unlessOthersRemain(suspends('STUDY_ENDED', '238(1)8'), 'AFTER_MONTH_OF_NOTICE', '235(5), 238(1)8'),
    suspends('PENSION_ABROAD', '238(1)10', 'FROM_SUSPENSION'), // once what was paid twice is given back there
    unlessOthersRemain(afterRight(ends('CHILD_DIED', 'AFTER_MONTH_OF_NOTICE', '237(1), 238(3)1'), 'AFTER_MONTH_OF_EVENT'), 'AFTER_MONTH_OF_EVENT', '235(4), 237(1)'),
    unlessOthersRemain(ends('NOT_DISABLED_ANY_MORE', 'FROM_EVENT', '234(9)'), 'FROM_EVENT', '235(4)'), // of whoever was a member for that alone
    unlessOthersRemain(ends('WITHDRAWN', 'AFTER_MONTH_OF_NOTICE', '238(3)3'), 'AFTER_MONTH_OF_NOTICE', '234(7), 235(4)'), // of who chooses another benefit
    ends('MOVED_ABROAD', 'AFTER_MONTH_OF_NOTICE', '238(3)2, 4'),
    ends('FALSE_DATA_ON_RIGHT', 'AFTER_MONTH_OF_NOTICE', '238(3)5'),
    recalculates('MEMBERS_CHANGED', '235(4), (5)'),
    recalculates('FULL_STATE_SUPPORT', '237(2), (3); FC 124(1)2'), // it goes on; less in the centres named alone, which an official tells (`centre`)
    continues('IMPRISONED', '238'),
    passesOn('RECIPIENT_DIED', 'by analogy 238(1)5'), // whoever draws it for the children
  ],
};
