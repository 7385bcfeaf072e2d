import { addDays } from '../../shared/calendar.js';
import { birthdayAt } from '../../shared/dated.js';
import { text } from '../../shared/rules/text.js';
import { changesPayee, ends, of, suspends, throughMonthOf } from './circumstances.js';
import { condition, earliestOf, entitlement, existing, latestOf, not } from './entitlement.js';
import type { Rule } from './rule.js';

/** Пособие воспитывающему ребенка с инвалидностью: Social Code, articles 183 to 186. */
export const disCarer: Rule = {
  programme: 'DIS_CARER',
  unit: 'MONTHLY', // 184(1); 183(3): for each child
  articles: '183–186',
  formula: 'DIS_CARER/EACH_CHILD × SM',

  amount: (w) => {
    if ((w.find('childAgeYears') ?? 0) >= 18) {
      return w.notDue(text('Жәрдемақы он сегіз жасқа дейінгі балаға тағайындалады.', 'Пособие назначается на ребёнка до восемнадцати лет.', 'It is for a child under eighteen.'), '183(2)');
    }
    const tier = 'EACH_CHILD';
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple({ ...rate, per: 'AWARD' }, '184(1)')] };
  },

  entitlement: ({ resident, disability, raises, fullStateSupport, birthDate, deathDate, rightArisesOn }, on) => {
    const adult = birthDate == null ? null : addDays(birthdayAt(birthDate, 18), -1);
    const confirmed = disability?.to == null ? null : addDays(disability.to, -1);
    return entitlement([
      condition('RESIDENT', resident, '183(1)'),
      condition('RAISES_THE_CHILD', raises, '183(2)'),
      condition('CHILD_DISABLED', existing(disability, ({ from }) => from <= on), '183(2)'),
      condition('NOT_ON_FULL_STATE_SUPPORT', not(fullStateSupport), '185(3)2'),
    ], { from: disability == null ? null : latestOf(disability.from, rightArisesOn), until: earliestOf(adult, confirmed, deathDate == null ? null : throughMonthOf(deathDate)), applyBy: null }, on, '183(4), 185(3)');
  },

  combinations: [
    { with: 'DIS_CHILD', how: 'ADDS', article: '183(2)' },
    { with: 'ADULT_CARER', how: 'EXCLUDES', article: '187(2), 183: for a child of 7 to 17, by policy' },
  ],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '185(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '185(1)2'),
    changesPayee('IMPRISONED', '185(1)3'),
    suspends('RECIPIENT_IN_CENTRE', '185(1)4'),
    suspends('MISSING', '185(1)5'),
    changesPayee('FOUND', '186'),
    suspends('DOCUMENT_EXPIRED', '185(1)6'),
    changesPayee('RECIPIENT_DIED', '185(1)7, 186'),
    suspends('MEDICAL_PAPERS_DOUBTED', '185(1)8', 'FROM_SUSPENSION'),
    ends('CHILD_DIED', 'AFTER_MONTH_OF_EVENT', '185(3)1'),
    ends('FULL_STATE_SUPPORT', 'FROM_EVENT', '185(3)2'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '185(3)3'),
    of('RECIPIENT', ends('CITIZENSHIP_LOST', 'FROM_EVENT', '185(3)4')),
    ends('RIGHTS_REMOVED', 'FROM_EVENT', '185(3)5'),
    ends('ADOPTION_CANCELLED', 'FROM_EVENT', '185(3)5'),
    ends('GUARDIAN_REMOVED', 'FROM_EVENT', '185(3)5'),
    ends('NOT_DISABLED_ANY_MORE', 'FROM_EVENT', '183(2)'),
  ],
};
