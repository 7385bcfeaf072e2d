import type { CivilDate } from '../../shared/clock.js';
import { ageOn, holdsOn } from '../../shared/dated.js';
import { text } from '../../shared/rules/text.js';
import { ends, suspends } from './circumstances.js';
import { condition, entitlement, existing, latestOf } from './entitlement.js';
import { CARER_OF_MINOR } from './policies.js';
import type { Rule } from './rule.js';

/** Whether care is this programme's, and not the upbringing of a child, which is paid under article 183. */
function isCaredFor(birthDate: CivilDate, on: CivilDate): boolean {
  const age = ageOn(birthDate, on);
  return age >= 18 || (age >= 7 && CARER_OF_MINOR.some((policy) => policy.value === 'COUNTED' && holdsOn(policy, on)));
}

/** Пособие лицу, осуществляющему уход за лицом с инвалидностью первой группы: Social Code, articles 187 to 189. */
export const adultCarer: Rule = {
  programme: 'ADULT_CARER',
  unit: 'MONTHLY', // 188(1); 187(3): for each person cared for
  articles: '187–189',
  formula: 'ADULT_CARER/EACH × SM',

  amount: (w) => {
    if (w.need('disabilityGroup') !== 'I') {
      return w.notDue(text('Күтілетін адамның мүгедектігі бірінші топта емес.', 'Инвалидность того, за кем ухаживают, не первой группы.', 'The person cared for has no group I disability.'), '187(2)');
    }
    const age = w.find('childAgeYears');
    if (age !== null && age < 18 && (age < 7 || w.policy(CARER_OF_MINOR) === 'NOT_COUNTED')) {
      return w.notDue(text('Балаға күтім 183-бап бойынша төленеді.', 'Уход за ребёнком оплачивается по ст. 183.', 'Care of a child is paid under article 183.'), '187(2), 183');
    }
    const tier = 'EACH';
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple(rate, '188(1)')] };
  },

  entitlement: ({ resident, disability, sameSettlement, onlyCarer, appliedOn, birthDate }, on) => entitlement([
    condition('RESIDENT', resident, '187(1)'),
    condition('GROUP_I', existing(disability, ({ from, to, group }) => group === 'I' && from <= on && (to == null || on < to)), '187(2)'),
    ...(birthDate == null ? [] : [condition('NOT_RAISED_AS_A_CHILD', isCaredFor(birthDate, on), '187(2), 183')]),
    condition('ONE_CARER', onlyCarer, '187(4)'),
    condition('SAME_SETTLEMENT', sameSettlement, '187(5)'),
  ], { from: disability == null || appliedOn == null ? null : latestOf(disability.from, appliedOn), until: null, applyBy: null }, on, '187(2)'),

  combinations: [{ with: 'DIS_CARER', how: 'EXCLUDES', article: '187(2), 183: for a child of 7 to 17, by policy' }],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '189(1)1', 'FROM_SUSPENSION'),
    suspends('MISSING', '189(1)2'),
    suspends('DOCUMENT_EXPIRED', '189(1)3'),
    suspends('GUARDIAN_REMOVED', '189(1)4'),
    suspends('MEDICAL_PAPERS_DOUBTED', '189(1)5', 'FROM_SUSPENSION'),
    ends('WITHDRAWN', 'FROM_EVENT', '189(3)1'),
    ends('CHILD_DIED', 'FROM_EVENT', '189(3)2'), // of either
    ends('RECIPIENT_DIED', 'FROM_EVENT', '189(3)2'),
    ends('MOVED_ABROAD', 'FROM_EVENT', '189(3)3'),
    ends('MOVED_SETTLEMENT', 'FROM_EVENT', '189(3)3'),
    ends('GROUP_CHANGED', 'FROM_EVENT', '189(3)4'),
  ],
};
