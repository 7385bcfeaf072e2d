import { text } from '../../shared/rules/text.js';
import { wardsOrOne } from './each-child.js';
import type { CareRule } from './rule.js';

/** Единовременная выплата в связи с усыновлением: Code on Marriage and Family, article 86(2). */
export const adoptionOnce: CareRule = {
  programme: 'ADOPTION_ONCE',
  unit: 'ONCE',
  articles: '86(2)',
  formula: 'ADOPTION_ONCE/EACH_CHILD × MCI × wards',

  amount: (w) => {
    const wards = wardsOrOne(w);
    const tier = 'EACH_CHILD';
    const rate = w.rate(tier);
    const sum = w.multiple(rate, '86(2)', wards);
    w.note(text(
      'Жетім балалар мен ата-анасының қамқорлығынсыз қалған балаларға ғана, Қазақстанда тұратын азаматқа; асырап алу жойылса, қайтарылады. Мөлшері расталмаған.',
      'Только за сирот и детей без попечения родителей, гражданину, живущему в Казахстане; при отмене усыновления возвращается. Размер не подтверждён.',
      'Only for orphans and children without parental care, to a citizen who lives in Kazakhstan; returned if the adoption is cancelled. The amount is not confirmed.',
    ), '86(2)');
    return { due: true, tier, rate, parts: [sum] };
  },
};
