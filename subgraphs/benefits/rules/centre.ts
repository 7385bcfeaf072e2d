import { Decimal } from 'decimal.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import type { DatedRate } from '../modules/rate/rate-book.js';
import type { RuledProgramme } from './rule.js';
import type { Working } from './working.js';

const TIER = 'IN_CENTRE';

/** What is paid of a benefit to whoever lives in a centre. */
export interface CentrePayment {
  readonly tier: string;
  readonly rate: DatedRate;
  readonly exact: Decimal;
}

/**
 * Who lives in a stationary centre for the elderly and the disabled, or for psycho-neurological illness, on full state support is paid
 * 30 % of the benefit, not below the subsistence minimum; the rest goes to the centre (178(5), 237(2)). Children with musculoskeletal
 * disorders are paid in full (178(6), 237(3)): of them the fact is not given.
 */
export function inCentre(w: Working, programme: RuledProgramme, whole: Decimal, article: string): CentrePayment {
  const [rate, least] = [w.rate(TIER, w.on, programme), w.index('SM')];
  const exact = w.compute(text(
    'Орталықта толық мемлекеттік қамсыздандыруда: жәрдемақының үлесі, ең төмен күнкөріс деңгейінен кем емес.',
    'В центре на полном государственном обеспечении: доля пособия, но не ниже прожиточного минимума.',
    'In a centre on full state support: a share of the benefit, not below the subsistence minimum.',
  ), `max(${plain(whole)} × ${plain(rate.coefficient)}; ${plain(least)})`, Decimal.max(whole.times(rate.coefficient), least), article);
  return { tier: TIER, rate, exact };
}
