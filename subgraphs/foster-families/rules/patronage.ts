import { text } from '../../shared/rules/text.js';
import type { CareRule } from './rule.js';

/** Патронат: Code on Marriage and Family, articles 134(2) and 137(1). */
export const patronage: CareRule = {
  programme: 'PATRONAGE',
  unit: 'MONTHLY',
  articles: '134(2), 137(1)',
  formula: 'PATRONAGE/CARER_PAY × MCI × carers',

  amount: (w) => {
    const carers = w.find('carers');
    if (carers === null) w.note(text('Тәрбиешілер саны көрсетілмеген: бір тәрбиешіге есептелді.', 'Число воспитателей не указано: взято на одного.', 'The number of carers was not given: for one.'));
    const tier = 'CARER_PAY';
    const rate = w.rate(tier);
    const pay = w.multiple(rate, '134(2)', carers ?? 1);
    w.note(text(
      'Баланы асырап-бағуға арналған қаражат қосылмаған: мөлшері министрліктің қағидаларында, расталмаған.',
      'Деньги на содержание ребёнка не входят: размер в правилах министерства, не подтверждён.',
      'The child\'s keep is not in it: its amount is in the ministry\'s rules, and not confirmed.',
    ), '137(1)');
    return { due: true, tier, rate, parts: [pay] };
  },
};
