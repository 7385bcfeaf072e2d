import type { Decimal } from 'decimal.js';
import { addDays, monthStart, quarterStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import { text } from '../../shared/rules/text.js';
import { type NotDue, plain } from '../../shared/rules/working.js';
import { ends, recalculates, unlessOthersRemain } from './circumstances.js';
import { condition, entitlement, not } from './entitlement.js';
import { POVERTY_LINE } from './policies.js';
import type { Rule } from './rule.js';
import type { Working } from './working.js';

/** The line of the quarter, as far as it is known (120(3), (4)). The region named decides once its own line is among the figures. */
export function povertyLine(w: Working): Decimal {
  w.find('regionKato');
  w.policy(POVERTY_LINE);
  return w.multiple(w.rate('POVERTY_LINE', w.on, 'ASP'), '120(3), (4)');
}

/** No assistance to a family whose income is above the line (128(1)). */
export function aboveLine(w: Working, line: Decimal, income: Decimal): NotDue | null {
  if (income.lessThanOrEqualTo(line)) return null;
  return w.notDue(text(
    `Жан басына шаққандағы орташа табыс кедейлік шегінен жоғары: ${plain(income)} > ${plain(line)}.`,
    `Среднедушевой доход выше черты бедности: ${plain(income)} > ${plain(line)}.`,
    `Income per head is above the poverty line: ${plain(income)} > ${plain(line)}.`,
  ), '120(1), 128(1)');
}

/** The last day of the quarter: assigned for the current quarter from the month of the application (123(3)). */
export const quarterEnd = (day: CivilDate): CivilDate => addDays(quarterStart(day, 1), -1);

/** Адресная социальная помощь: Social Code, articles 120 to 130. The akimat decides; further criteria are local (125(1)). */
export const asp: Rule = {
  programme: 'ASP',
  unit: 'MONTHLY', // 123(3)
  articles: '120–130',
  formula: '(ASP/POVERTY_LINE × SM − perCapitaIncome) × familyMembers',

  amount: (w) => {
    const [income, members] = [w.need('perCapitaIncome'), w.need('familyMembers')];
    const line = povertyLine(w);
    const above = aboveLine(w, line, income);
    if (above !== null) return above;
    const exact = w.compute(text(
      'Кедейлік шегі мен жан басына шаққандағы табыстың айырмасы, отбасының әр мүшесіне.',
      'Разница между чертой бедности и среднедушевым доходом, на каждого члена семьи.',
      'The difference between the line and the income per head, for each member of the family.',
    ), `(${plain(line)} − ${plain(income)}) × ${members}`, line.minus(income).times(members), '126(1), 127(2)');
    return { due: true, tier: 'POVERTY_LINE', rate: w.rate('POVERTY_LINE'), parts: [exact] };
  },

  entitlement: ({ resident, poor, barred, appliedOn }, on) => entitlement([
    condition('RESIDENT', resident, '120(1)'),
    condition('NOT_ABOVE_POVERTY_LINE', poor, '120(1), 128(1)'),
    condition('NOT_BARRED', not(barred), '125(1), 128(2)–(6)'),
  ], { from: appliedOn == null ? null : monthStart(appliedOn), until: appliedOn == null ? null : quarterEnd(appliedOn), applyBy: null }, on, '123(3)'),

  combinations: [{ with: 'ASP_CHILD', how: 'ADDS', article: '126(2)' }],

  circumstances: [ // nothing suspends it
    ends('RECIPIENT_DIED', 'FROM_EVENT', '129(1)'),
    ends('MOVED_ABROAD', 'FROM_EVENT', '129(2)'),
    ends('MOVED_SETTLEMENT', 'FROM_EVENT', '129(2)'),
    ends('CONTRACT_BROKEN', 'FROM_EVENT', '129(3)'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '129(4)'),
    recalculates('MEMBERS_CHANGED', '126(4)'),
    unlessOthersRemain(recalculates('CHILD_DIED', '126(4)'), 'FROM_EVENT', '126(4)'),
    unlessOthersRemain(recalculates('FULL_STATE_SUPPORT', '120(5), 126(4)'), 'FROM_EVENT', '120(5), 126(4)'),
    recalculates('FALSE_DATA_ON_AMOUNT', '126(4)', 'FROM_ASSIGNMENT'), // income that was overlooked: from the month of the application
  ],
};
