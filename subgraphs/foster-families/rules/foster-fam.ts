import { text } from '../../shared/rules/text.js';
import { wardsOrOne } from './each-child.js';
import type { CareRule } from './rule.js';

/** Приёмная семья: Code on Marriage and Family, article 132-5. */
export const fosterFam: CareRule = {
  programme: 'FOSTER_FAM',
  unit: 'MONTHLY',
  articles: '132-1(1), 132-5',
  formula: 'FOSTER_FAM/CHILD_MONEY × MCI × wards',

  amount: (w) => {
    const wards = wardsOrOne(w);
    const tier = 'CHILD_MONEY';
    const rate = w.rate(tier);
    const keep = w.multiple(rate, '132-5', wards);
    if (wards > 10) {
      w.note(text('Отбасына төрттен онға дейін бала беріледі, бауырлар ерекше.', 'В семью передают от четырёх до десяти детей, кроме братьев и сестёр.', 'A family takes four to ten children, siblings exempt.'), '132-1(1)');
    }
    w.note(text(
      'Қабылдаушы ата-аналардың еңбекақысы қосылмаған: мөлшері расталмаған.',
      'Оплата труда приёмных родителей не входит: размер не подтверждён.',
      'The foster parents\' pay is not in it: its amount is not confirmed.',
    ), '132-5');
    return { due: true, tier, rate, parts: [keep] };
  },
};
