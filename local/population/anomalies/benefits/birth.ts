import { birthTier } from '../../../../subgraphs/benefits/rules/birth.js';
import { type AwardDraft, caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addDays, addMonths, monthStart } from '../../../../subgraphs/shared/calendar.js';
import type { CivilDate } from '../../../../subgraphs/shared/clock.js';
import { dateOf } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { aged, type Scene } from '../scene.js';
import { BenefitRows } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** The youngest child's grant, applied for on a day. */
function grant(scene: Scene, receivedOn: CivilDate, birthOrder: number): AwardDraft {
  const child = scene.child(scene.children.length - 1);
  const cases = [caseFrom(receivedOn, { programme: 'BIRTH', facts: { birthOrder } })];
  const draft = openAward({ programme: 'BIRTH', since: receivedOn, recipient: scene.mother.iin, children: [], cases });
  return {
    ...draft,
    occurredOn: dateOf(child.born),
    status: 'COMPLETED',
    until: receivedOn,
    end: { reason: 'PAID', occurredOn: draft.decidedOn, receivedOn: draft.decidedOn },
    children: [{ iin: child.iin, since: receivedOn, until: receivedOn }],
  };
}

export const birthPaidTwice: AnomalyKind = {
  code: 'BIRTH_PAID_TWICE',
  rules: ['R5'],
  programmes: ['benefits'],
  title: 'One birth grant is paid in two months',
  births: (asOf, random) => [aged(asOf, random, [0.5, 0.8])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(), scene.mother.iin];
    const receivedOn = dateOf(child.born + 20);
    const [first, again] = [monthStart(receivedOn), monthStart(receivedOn, 2)];
    return {
      child: child.iin,
      others: [recipient],
      what: 'The grant was paid a second time two months later.',
      dates: { again },
      plant: {
        benefits: (rows, context) => {
          const award = new BenefitRows(rows, context).replace(grant(scene, receivedOn, 1));
          return [award.wrongPayment(award.payAgain(again, first, addDays(again, 9)), 'amount', null)];
        },
      },
    };
  },
};

export const birthLate: AnomalyKind = {
  code: 'BIRTH_LATE',
  rules: ['R5'],
  programmes: ['benefits'],
  title: 'A birth grant is applied for after eighteen months and assigned all the same',
  births: (asOf, random) => [aged(asOf, random, [1.9, 2.4])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(), scene.mother.iin];
    const limit = addMonths(dateOf(child.born), 18);
    const receivedOn = addDays(limit, scene.random.between(10, 90));
    return {
      child: child.iin,
      others: [recipient],
      what: 'The application came after the eighteen months from birth.',
      dates: { limit, application: receivedOn },
      plant: { benefits: (rows, context) => [new BenefitRows(rows, context).replace(grant(scene, receivedOn, 1)).wrong('received_on', limit)] },
    };
  },
};

export const birthWrongOrder: AnomalyKind = {
  code: 'BIRTH_WRONG_ORDER',
  rules: ['R6'],
  programmes: ['benefits'],
  title: 'The birth grant of a second child is that of a fourth',
  births: (asOf, random) => [aged(asOf, random, [3, 6], [0.4, 1.4])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(1), scene.mother.iin];
    const receivedOn = dateOf(child.born + scene.random.between(5, 30));
    return {
      child: child.iin,
      others: [recipient],
      what: 'The coefficient is that of a fourth child.',
      dates: {},
      plant: { benefits: (rows, context) => new BenefitRows(rows, context).replace(grant(scene, receivedOn, 4)).wrongAmounts('tier', () => birthTier(2)) },
    };
  },
};
