import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addMonths, monthEnd } from '../../../../subgraphs/shared/calendar.js';
import { dateOf } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { BenefitRows, paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** Days after which these deaths were registered: soon enough for the ministry to stop in time. */
const SOON = 4;

export const careAfterDeath: AnomalyKind = {
  code: 'CARE_AFTER_DEATH',
  rules: ['R1a'],
  programmes: ['benefits'],
  title: 'CARE_STATE is paid on after the month of the child\'s death',
  births: (asOf, random) => [aged(asOf, random, [4, 6], [0.85, 1.15])],
  tell: (scene) => {
    const [child, on] = [scene.child(1), scene.recently()];
    scene.dies(child, on, SOON);
    const [since, death, recipient] = [dateOf(child.born), dateOf(on), scene.mother.iin];
    const cases = [caseFrom(since, { programme: 'CARE_STATE', facts: { birthOrder: 2 } })];
    const draft = openAward({ programme: 'CARE_STATE', since, recipient, children: [child.iin], cases }, { until: addMonths(since, 18) });
    return {
      child: child.iin,
      others: [recipient],
      what: 'CARE_STATE is active and paid for months after that of the child\'s death.',
      dates: { death },
      plant: { benefits: paidWrongly(draft, (month) => month > death) },
    };
  },
};

export const carerAfterDeath: AnomalyKind = {
  code: 'CARER_AFTER_DEATH',
  rules: ['R1a'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid on after the month of the child\'s death',
  births: (asOf, random) => [aged(asOf, random, [10, 14], [5, 8])],
  tell: (scene) => {
    const [child, on] = [scene.child(), scene.recently()];
    scene.dies(child, on, SOON);
    const [since, death, recipient] = [dateOf(scene.disabled(child, on).from), dateOf(on), scene.mother.iin];
    const cases = [caseFrom(since, { programme: 'DIS_CARER', facts: {} })];
    return {
      child: child.iin,
      others: [recipient],
      what: 'DIS_CARER is active and paid for months after that of the child\'s death.',
      dates: { death },
      plant: { benefits: paidWrongly(openAward({ programme: 'DIS_CARER', since, recipient, children: [child.iin], cases }), (month) => month > death) },
    };
  },
};

export const disabilityBeforeNotice: AnomalyKind = {
  code: 'DISABILITY_PAID_BEFORE_NOTICE',
  rules: ['R1b'],
  programmes: ['benefits'],
  title: 'DIS_CHILD was paid between the month of death and its late notice',
  births: (asOf, random) => [aged(asOf, random, [10, 14])],
  tell: (scene) => {
    const [child, on] = [scene.child(), scene.dayIn(5)];
    scene.dies(child, on, scene.random.between(75, 110));
    const { from, group } = scene.disabled(child, on);
    const [since, death, notice, recipient] = [dateOf(from), dateOf(on), dateOf(child.deathRegistered ?? on), scene.mother.iin];
    const cases = [caseFrom(since, { programme: 'DIS_CHILD', facts: { childAgeYears: 10, disabilityGroup: group } })];
    const draft = openAward({ programme: 'DIS_CHILD', since, recipient, children: [child.iin], cases });
    return {
      child: child.iin,
      others: [recipient],
      what: 'DIS_CHILD was paid until the notice of death arrived: an overpayment to be recovered.',
      dates: { death, notice },
      plant: {
        benefits: (rows, context) => {
          const award = new BenefitRows(rows, context).replace(draft);
          const until = monthEnd(death);
          award.row.set({ status: 'TERMINATED', until, end_reason: 'CHILD_DIED', end_occurred_on: death, end_received_on: notice });
          for (const row of award.children) row.set({ until });
          award.dropPayments((row) => row.text('paid_on') > notice);
          return award.wrongPayments((month) => month > death);
        },
      },
    };
  },
};
