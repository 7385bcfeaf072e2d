import { text } from '../../shared/rules/text.js';
import type { CareRule, CareWorking } from './rule.js';

/** How many of each; those who are not named are not counted, and somebody must be. */
function heads(w: CareWorking): { readonly wards: number; readonly carers: number } {
  const carers = w.find('carers');
  const wards = carers === null ? w.need('wards') : w.find('wards');
  if (wards === null) w.note(text('Балалар саны көрсетілмеген: балалардың қаражаты қосылмаған.', 'Число детей не указано: деньги на детей не входят.', 'The number of children was not given: their money is not in it.'), '132-10');
  if (carers === null) w.note(text('Тәрбиешілер саны көрсетілмеген: еңбекақысы қосылмаған.', 'Число воспитателей не указано: их оплата не входит.', 'The number of carers was not given: their pay is not in it.'), '132-8(4)');
  return { wards: wards ?? 0, carers: carers ?? 0 };
}

/** Приёмная профессиональная семья: Code on Marriage and Family, articles 132-6(2), 132-8(4) and 132-10. */
export const proFoster: CareRule = {
  programme: 'PRO_FOSTER',
  unit: 'MONTHLY',
  articles: '132-6(1), (2), 132-8(4), 132-10',
  formula: 'PRO_FOSTER/CHILD_MONEY × MCI × wards + PRO_FOSTER/CARER_PAY × MCI × carers',

  amount: (w) => {
    const { wards, carers } = heads(w);
    const [keep, pay] = [w.rate('CHILD_MONEY'), w.rate('CARER_PAY')];
    const parts = [w.multiple(keep, '132-10', wards), w.multiple(pay, '132-8(4)', carers)];
    if (wards > 4) {
      w.note(text('Отбасына төртке дейін бала беріледі, бауырлар ерекше.', 'В семью передают не более четырёх детей, кроме братьев и сестёр.', 'A family takes at most four children, siblings exempt.'), '132-6(1)');
    }
    const decisive = wards > 0 ? keep : pay;
    return { due: true, tier: decisive.tier, rate: decisive, parts };
  },
};
