import { addDays, addMonths } from '../../shared/calendar.js';
import { text } from '../../shared/rules/text.js';
import { afterRight, continues, ends, of, passesOn, recalculates, suspends, throughMonthOf } from './circumstances.js';
import { inCentre } from './centre.js';
import { condition, earliestOf, entitlement, existing, latestOf } from './entitlement.js';
import type { Rule } from './rule.js';
import { survivorAmount } from './survivor.js';
import type { Working } from './working.js';

/** A child's case: under seven no group is set (177(2)). */
const disabilityTier = (age: number, group: 'I' | 'II' | 'III' | null): string => (age < 7 || group === null ? 'UNDER_7' : `GROUP_${group}`);

/** Children by age and group; from eighteen on by group, more for whoever is disabled since childhood (177(2)). */
function caseOf(w: Working, age: number): string {
  if (age < 7) return disabilityTier(age, null);
  const group = w.need('disabilityGroup');
  if (age < 18) return disabilityTier(age, group);
  return w.need('disabledSinceChildhood') ? `CHILDHOOD_${group}` : `ADULT_${group}`;
}

/** A child's benefit is raised whether it was dependent or not (177(5)); an adult's is not. */
const DEPENDED = text('Қайтыс болған асыраушының асырауында болған деп есептелді.', 'Принято, что лицо состояло на иждивении умершего кормильца.', 'The person is taken to have depended on the breadwinner.');

/** Государственное социальное пособие по инвалидности: Social Code, articles 175 to 179. */
export const disChild: Rule = {
  programme: 'DIS_CHILD',
  unit: 'MONTHLY', // 177(1)
  articles: '175–179',
  formula: 'DIS_CHILD/CASE × SM; where a breadwinner was lost meanwhile + SURVIVOR/MEMBERS × SM; in a centre max(0.30 × all that; SM)',

  amount: (w) => {
    const tier = caseOf(w, w.need('childAgeYears'));
    const rate = w.rate(tier);
    const own = w.multiple(rate, '177(2)');
    // A breadwinner lost while disabled: raised by the survivor benefit of that many members (177(5), (6)).
    const raised = !tier.startsWith('ADULT_') && w.find('survivorsCount') !== null;
    if (raised && tier.startsWith('CHILDHOOD_')) w.note(DEPENDED, '177(6)');
    const parts = raised ? [own, survivorAmount(w).exact] : [own];
    if (w.find('centre') !== true) return { due: true, tier, rate, parts };
    const paid = inCentre(w, 'DIS_CHILD', parts.reduce((sum, part) => sum.plus(part)), '178(5)');
    return { due: true, tier: paid.tier, rate: paid.rate, parts: [paid.exact] };
  },

  entitlement: ({ resident, disability, appliedOn, deathDate }, on, book) => {
    const months = book.terms('DIS_CHILD', 'BACKDATING')[0]?.months ?? null;
    const back = appliedOn == null || months === null ? null : addMonths(appliedOn, -months); // 175(4)
    const confirmedUntil = disability?.to == null ? null : throughMonthOf(addDays(disability.to, -1)); // 178(3)
    return entitlement([
      condition('RESIDENT', resident, '175(2)'),
      condition('DISABLED', existing(disability, ({ from }) => from <= on), '175(1), (3)'),
    ], { from: disability == null ? null : latestOf(disability.from, back), until: earliestOf(confirmedUntil, deathDate == null ? null : throughMonthOf(deathDate)), applyBy: null }, on, '175(4), 178(1), (3)');
  },

  combinations: [
    { with: 'SURVIVOR', how: 'CHOICE', article: '175(6), 234(7); raised by it where the loss came later: 177(5), (6)', addsWhereOther: 'LATER' },
    { with: 'DIS_CARER', how: 'ADDS', article: '183(2): the carer\'s own' },
  ],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '179(1)1', 'FROM_SUSPENSION'),
    suspends('DOCUMENT_EXPIRED', '179(1)2'),
    suspends('MISSING', '179(1)3'),
    passesOn('RIGHTS_REMOVED', '179(1)4'),
    passesOn('ADOPTION_CANCELLED', '179(1)4'),
    passesOn('GUARDIAN_REMOVED', '179(1)5'),
    of('CHILD', suspends('CITIZENSHIP_LOST', '179(1)6')),
    suspends('PENSION_ABROAD', '179(1)7', 'FROM_SUSPENSION'), // once what was paid twice is given back there
    suspends('MEDICAL_PAPERS_DOUBTED', '179(1)8', 'FROM_SUSPENSION'),
    suspends('EXAMINATION_MISSED', '178(3), (4)', 'FROM_SUSPENSION', 'AFTER_MONTH_OF_EVENT'), // at most one month back, with good cause three years
    afterRight(ends('CHILD_DIED', 'AFTER_MONTH_OF_NOTICE', '178(1), 179(3)1'), 'AFTER_MONTH_OF_EVENT'),
    ends('MOVED_ABROAD', 'AFTER_MONTH_OF_NOTICE', '179(3)2, 4'),
    ends('WITHDRAWN', 'AFTER_MONTH_OF_NOTICE', '179(3)3'),
    ends('FALSE_DATA_ON_RIGHT', 'AFTER_MONTH_OF_NOTICE', '179(3)5'),
    ends('NOT_DISABLED_ANY_MORE', 'AFTER_MONTH_OF_EVENT', '178(3)'),
    recalculates('GROUP_CHANGED', '178(3)'),
    recalculates('FULL_STATE_SUPPORT', '178(5), (6)'), // it goes on; less in the centres named alone, which an official tells (`centre`)
    continues('IMPRISONED', '179'),
    passesOn('RECIPIENT_DIED', 'by analogy 179(1)5'), // it is the child's own: the Code does not name the death of whoever draws it
  ],
};
