import { monthEnd } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { ageOn } from '../../shared/dated.js';
import { text } from '../../shared/rules/text.js';
import { changesPayee, ends, of, recalculates, suspends, throughMonthOf, unlessOthersRemain } from './circumstances.js';
import { type CountedChild, condition, entitlement, known } from './entitlement.js';
import type { Rule } from './rule.js';

/** Fewest children it is for (90(2)). */
export const LEAST_CHILDREN = 4;

/** By the number of children (91(1)); for eight and more the rate is for each of them. */
const largeFamilyTier = (children: number): string => (children >= 8 ? 'CHILDREN_8_UP' : `CHILDREN_${children}`);

/**
 * Whether a child is counted on a day: minors who live with the applicant, and full-time students from 18 until 23 wherever they
 * live (90(2), (8)), so that three minors and a student qualify; none on full state support, none whose parent's rights are removed (90(3), (4)).
 */
export function isCounted(child: CountedChild, on: CivilDate): boolean {
  const age = ageOn(child.birthDate, on);
  const dead = child.deathDate != null && monthEnd(child.deathDate) < on; // 92(5): through the month of death
  if (child.birthDate > on || dead || child.fullStateSupport === true || child.rightsRemoved === true || child.countedElsewhere === true) return false;
  return age < 18 ? child.livesHere !== false : age < 23 && child.fullTimeStudent === true;
}

/** Пособие многодетной семье: Social Code, articles 90 to 92. */
export const largeFam: Rule = {
  programme: 'LARGE_FAM',
  unit: 'MONTHLY', // 91(1)
  articles: '90–92',
  formula: 'LARGE_FAM/CHILDREN × MCI; from eight children on × childrenCount',

  amount: (w) => {
    const children = w.need('childrenCount');
    if (children < LEAST_CHILDREN) {
      return w.notDue(text(
        'Есепке алынатын балалар төртеуден аз (кәмелетке толмағандар мен 23 жасқа дейінгі күндізгі бөлім оқушылары бірге).',
        'Учитываемых детей меньше четырёх (несовершеннолетние и очные учащиеся до 23 лет вместе).',
        'Fewer than four children are counted (minors, and full-time students until 23, together).',
      ), '90(2)');
    }
    const tier = largeFamilyTier(children);
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple(rate, '91(1)', children)] };
  },

  entitlement: ({ resident, children, appliedOn, recipientDiedOn }, on) => entitlement([
    condition('RESIDENT', resident, '90(1)'),
    condition('FOUR_CHILDREN', known(children, (all) => all.filter((child) => isCounted(child, on)).length >= LEAST_CHILDREN), '90(2)–(4), (8)'),
  ], { from: appliedOn ?? null, until: recipientDiedOn == null ? null : throughMonthOf(recipientDiedOn), applyBy: null }, on, '90(5)'),

  combinations: [{ with: 'AWARD_MOTHER', how: 'ADDS', article: 'no bar in chapter 9' }],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '92(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '92(1)2', 'FROM_END_OF_CAUSE', 'AFTER_MONTH_OF_EVENT'), // paid through the month of departure
    changesPayee('IMPRISONED', '92(1)3'),
    suspends('RECIPIENT_IN_CENTRE', '92(1)4'),
    unlessOthersRemain(suspends('TURNED_18', '92(1)5'), 'FROM_EVENT', '91(2)'), // until the child studies: from the suspension where it went on to
    changesPayee('MISSING', '92(1)6'),
    changesPayee('FOUND', '75'),
    suspends('DOCUMENT_EXPIRED', '92(1)7'),
    changesPayee('RECIPIENT_DIED', '92(1)8, 75'),
    unlessOthersRemain(ends('CHILD_DIED', 'AFTER_MONTH_OF_EVENT', '92(3)1, (5)'), 'AFTER_MONTH_OF_EVENT', '91(2), 92(4), (5)'),
    unlessOthersRemain(ends('STUDY_ENDED', 'FROM_EVENT', '92(3)2'), 'FROM_EVENT', '91(2), 92(4)'),
    unlessOthersRemain(ends('FULL_STATE_SUPPORT', 'FROM_EVENT', '92(3)3, (4)'), 'FROM_EVENT', '91(2), 92(4)'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '92(3)4'),
    ends('RIGHTS_REMOVED', 'FROM_EVENT', '92(3)5'),
    ends('ADOPTION_CANCELLED', 'FROM_EVENT', '92(3)5'),
    ends('GUARDIAN_REMOVED', 'FROM_EVENT', '92(3)5'),
    of('RECIPIENT', ends('CITIZENSHIP_LOST', 'FROM_EVENT', '92(3)6')),
    recalculates('CHILDREN_CHANGED', '91(2)'),
  ],
};
