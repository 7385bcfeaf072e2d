import { addDays } from '../../shared/calendar.js';
import { birthdayAt } from '../../shared/dated.js';
import { text } from '../../shared/rules/text.js';
import { aboveLine, asp, povertyLine, quarterEnd } from './asp.js';
import { ends } from './circumstances.js';
import { condition, earliestOf, entitlement, latestOf } from './entitlement.js';
import type { Rule } from './rule.js';

/** From one year to six, inclusive (126(2)). */
const [FROM_AGE, TO_AGE] = [1, 6];

/** Дополнительная выплата на ребенка в составе адресной социальной помощи: Social Code, article 126(2). */
export const aspChild: Rule = {
  programme: 'ASP_CHILD',
  unit: 'MONTHLY', // 126(2): for as long as the assistance
  articles: '126(2)',
  formula: 'ASP_CHILD/EACH_CHILD × MCI',

  amount: (w) => {
    const age = w.need('childAgeYears');
    if (age < FROM_AGE || age > TO_AGE) {
      return w.notDue(text('Төлем бір жастан алты жасқа дейінгі (қоса алғанда) балаға.', 'Выплата на ребёнка от одного года до шести лет включительно.', 'It is for a child of one to six years, six included.'), '126(2)');
    }
    const income = w.find('perCapitaIncome');
    const above = income === null ? null : aboveLine(w, povertyLine(w), income);
    if (above !== null) return above;
    w.note(text('Отбасы атаулы әлеуметтік көмек алады деп есептелді.', 'Принято, что семья получает адресную социальную помощь.', 'The family is taken to receive targeted assistance.'), '126(2)');
    const tier = 'EACH_CHILD';
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple({ ...rate, per: 'AWARD' }, '126(2)')] };
  },

  entitlement: ({ receivesAsp, birthDate, deathDate, appliedOn }, on) => {
    const [first, last] = birthDate == null ? [null, null] : [birthdayAt(birthDate, FROM_AGE), addDays(birthdayAt(birthDate, TO_AGE + 1), -1)];
    const alive = deathDate == null ? null : addDays(deathDate, -1); // 126(4): the family changes with the day
    const known = birthDate != null && appliedOn != null;
    return entitlement([condition('RECEIVES_ASP', receivesAsp, '126(2)')],
      { from: known ? latestOf(first, `${appliedOn.slice(0, 8)}01`) : null, until: known ? earliestOf(last, alive, quarterEnd(appliedOn)) : null, applyBy: null }, on, '126(2), (4), 123(3)');
  },

  combinations: [{ with: 'ASP', how: 'ADDS', article: '126(2)' }],

  circumstances: [
    ends('CHILD_DIED', 'FROM_EVENT', '126(2), (4)'),
    ends('FULL_STATE_SUPPORT', 'FROM_EVENT', '120(5), 126(2), (4)'),
    ...asp.circumstances.filter(({ whereOthersRemain }) => whereOthersRemain == null), // what happens to the family
  ],
};
