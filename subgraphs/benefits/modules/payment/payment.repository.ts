import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import { groupByKey } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { PaymentRow } from './payment.entity.js';

/** Months of payments, both included; as days of those months. */
export interface MonthRange {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The key of a look-up: which award, which months. */
export const paymentKey = (awardId: string, { from, to }: MonthRange): string => `${awardId}|${from}|${to}`;

/** Payments of an award in some months, oldest first; one statement, whatever ranges a document asks for. */
export const paymentsOfAward = definePathLoader<string, PaymentRow[]>(onRegister, async (em, keys) => {
  const parts = keys.map((key) => key.split('|'));
  const column = (index: number): string[] => parts.map((part) => part[index] ?? '');
  const rows = await em.execute<(Record<string, unknown> & { key: string })[]>(
    `select k.key, p.* from unnest(array[?], array[?]::bigint[], array[?]::date[], array[?]::date[]) as k (key, award_id, first, last)
       join benefit_payment p on p.award_id = k.award_id and p.month between k.first and k.last order by p.month, p.id`,
    [[...keys], column(0), column(1), column(2)],
  );
  return groupByKey(keys, rows, ({ key }) => key).map((own) => own.map(({ key: _key, ...columns }) => em.map(PaymentRow, columns)));
});
