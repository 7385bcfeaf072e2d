import { Decimal } from 'decimal.js';
import { FactProblem } from '../../shared/rules/facts.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import { wardsOrOne } from './each-child.js';
import { MEANS_TEST } from './policies.js';
import type { CareRule, CareWorking } from './rule.js';

/** What the ward's own means leave uncovered (125(2)); all of it where nothing is said of them. */
function uncovered(w: CareWorking, full: Decimal, wards: number): Decimal {
  const income = w.find('wardIncome');
  if (income === null) {
    w.note(text(
      'Қамқорлықтағы баланың өз қаражаты көрсетілмеген: толық мөлшері алынды.',
      'Собственные средства подопечного не указаны: взят полный размер.',
      'Nothing was said of the ward\'s own means: the full amount.',
    ), '125(2)');
    return full;
  }
  if (wards !== 1) throw new FactProblem('wards', 'must be 1 beside wardIncome: every ward has means of their own.');
  w.policy(MEANS_TEST);
  return w.compute(text(
    'Өз қаражаты жетпейтін бөлігі.', 'Чего не хватает собственным средствам.', 'What the ward\'s own means lack.',
  ), `max(0, ${plain(full)} − ${plain(income)})`, Decimal.max(0, full.minus(income)), '125(2)');
}

/** Пособие опекуну (попечителю): Code on Marriage and Family, article 125(2). */
export const guardian: CareRule = {
  programme: 'GUARDIAN',
  unit: 'MONTHLY',
  articles: '125(2), 130',
  formula: 'GUARDIAN/CHILD_MONEY × MCI × wards − wardIncome',

  amount: (w) => {
    const wards = wardsOrOne(w);
    const rate = w.rate('CHILD_MONEY');
    const full = w.multiple(rate, '125(2)', wards);
    const part = uncovered(w, full, wards);
    if (part.isZero() && wards > 0) {
      return w.notDue(text('Өз қаражаты жеткілікті: жәрдемақы тағайындалмайды.', 'Собственных средств достаточно: пособие не назначается.', 'The ward\'s own means suffice: no allowance.'), '125(2)');
    }
    // What the means leave is no multiple of an index: whoever compares sums with rates goes by the tier.
    return { due: true, tier: part.equals(full) ? rate.tier : 'BY_MEANS', rate, parts: [part] };
  },
};
