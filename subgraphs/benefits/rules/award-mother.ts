import { ends, of, suspends, throughMonthOf } from './circumstances.js';
import { condition, entitlement } from './entitlement.js';
import type { Rule } from './rule.js';

/** Пособие награжденной матери: Social Code, articles 93 to 95. Earlier titles and orders count as Алтын алқа (94(1)). */
export const awardMother: Rule = {
  programme: 'AWARD_MOTHER',
  unit: 'MONTHLY', // 94(1)
  articles: '93–95, 262(2)',
  formula: 'AWARD_MOTHER/AWARD × MCI',

  amount: (w) => {
    const tier = w.need('motherAward');
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple(rate, '94(1)')] };
  },

  entitlement: ({ resident, hasAward, appliedOn, recipientDiedOn }, on) => entitlement([
    condition('RESIDENT', resident, '93(1)'), // citizens, and foreigners who live here for good
    condition('AWARDED', hasAward, '93(1)'),
  ], { from: appliedOn ?? null, until: recipientDiedOn == null ? null : throughMonthOf(recipientDiedOn), applyBy: null }, on, '93(2)'),

  combinations: [{ with: 'LARGE_FAM', how: 'ADDS', article: 'no bar in chapter 9' }],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '95(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '95(1)2'),
    suspends('IMPRISONED', '95(1)3'), // resumes on release; nobody else is paid
    suspends('RECIPIENT_IN_CENTRE', '95(1)4'),
    suspends('MISSING', '95(1)5'),
    suspends('DOCUMENT_EXPIRED', '95(1)6'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '95(3)1'),
    ends('AWARD_TAKEN_BACK', 'FROM_EVENT', '95(3)2'),
    of('RECIPIENT', ends('CITIZENSHIP_LOST', 'FROM_EVENT', '95(3)3')),
    ends('RECIPIENT_DIED', 'AFTER_MONTH_OF_EVENT', '95(3)4, (5)'),
  ],
};
