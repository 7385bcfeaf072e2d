import { monthEnd } from '../../../../subgraphs/shared/calendar.js';
import type { Births } from '../../births.js';
import { dateOf, type Day } from '../../calendar.js';
import type { Random } from '../../random.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { carersAward } from './carers-award.js';

const births = (asOf: Day, random: Random): readonly Births[] => [aged(asOf, random, [10, 14])];

export const paidAfterEnd: AnomalyKind = {
  code: 'PAID_AFTER_END',
  rules: ['R17'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid on after it ended with the disability',
  births,
  tell: (scene) => {
    const on = scene.dayIn(4);
    const [end, until] = [dateOf(on), monthEnd(dateOf(on))];
    return carersAward(scene, 'The award ended with the disability, and was paid on.', { end }, (award) => {
      award.row.set({ status: 'TERMINATED', until, end_reason: 'DISABILITY_ENDED', end_occurred_on: end, end_received_on: end });
      for (const row of award.children) row.set({ until });
      return award.wrongPayments((month) => month > until);
    }, on);
  },
};

export const paidWhileSuspended: AnomalyKind = {
  code: 'PAID_WHILE_SUSPENDED',
  rules: ['R17'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid while it is suspended',
  births,
  tell: (scene) => {
    const from = dateOf(scene.monthsAgo(3));
    return carersAward(scene, 'The award is suspended, and was paid on.', { suspension: from }, (award) => {
      award.row.set({ status: 'SUSPENDED', suspended_from: from });
      return award.wrongPayments((month) => month >= from);
    });
  },
};

export const paidWithoutAmount: AnomalyKind = {
  code: 'PAID_WITHOUT_AMOUNT',
  rules: ['R17'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid for two months for which no amount was decided',
  births,
  tell: (scene) => {
    const from = dateOf(scene.monthsAgo(2));
    return carersAward(scene, 'Of the last year\'s amount the first months are missing.', { from }, (award) => {
      const last = award.amounts.find((row) => row.get('valid_to') === null);
      const since = last?.text('valid_from') ?? '';
      last?.set({ valid_from: from });
      return award.wrongPayments((month) => month >= since && month < from);
    });
  },
};
