import { text } from '../../shared/rules/text.js';
import { applicationLimit, appliedInTime, condition, entitlement, known, latestOf } from './entitlement.js';
import { BIRTH_INDEX } from './policies.js';
import type { Rule } from './rule.js';

/** By the order of the child (80(1)). */
export const birthTier = (order: number): string => (order >= 4 ? 'ORDER_4_UP' : 'ORDER_1_TO_3');

/** Пособие на рождение: Social Code, articles 79 and 80. */
export const birth: Rule = {
  programme: 'BIRTH',
  unit: 'ONCE', // 79(2): for each child
  articles: '79–80',
  formula: 'BIRTH/ORDER × MCI',

  amount: (w) => {
    const tier = birthTier(w.need('birthOrder'));
    const [age, months] = [w.find('childAgeYears'), w.term('APPLICATION')];
    if (age !== null && months !== null && age * 12 > months) {
      return w.notDue(text(
        'Өтініш беру мерзімі өткен: бала туғаннан кейін он сегіз ай.',
        'Срок обращения истёк: восемнадцать месяцев со дня рождения.',
        'It is too late to apply: eighteen months from birth.',
      ), '79(3)');
    }
    const rate = w.rate(tier);
    const day = w.policy(BIRTH_INDEX) === 'BIRTH_DAY' ? w.rightArisesOn() : w.on;
    return { due: true, tier, rate, parts: [w.multiple(rate, '80(1)', 1, day)] };
  },

  entitlement: ({ resident, birthDate, rightArisesOn, appliedOn, paidBefore }, on, book) => {
    const last = applicationLimit(book, 'BIRTH', birthDate); // 79(3), adopted children too
    return entitlement([
      condition('RESIDENT', resident, '79(1)'),
      condition('BORN', known(birthDate, (day) => day <= on), '79(1)'),
      ...(paidBefore == null ? [] : [condition('NOT_PAID_BEFORE', !paidBefore, '79(2), 73(1)1')]),
      ...appliedInTime(appliedOn, last, '79(3)'),
      // One that was asked for in time does not lapse while it is decided.
    ], { from: birthDate == null ? null : latestOf(birthDate, rightArisesOn), until: appliedOn == null ? last : null, applyBy: last }, on, '79(1), (3)');
  },

  combinations: [], // 79: beside everything

  circumstances: [], // paid once
};
