import { addDays } from '../../../shared/calendar.js';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { textArray } from '../../../shared/database/text-array.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';

/** The rate of a day: that of the day itself, or the last before it. */
export interface DayRate {
  readonly asked: CivilDate;
  readonly day: CivilDate;
  readonly kzt: string;
  readonly source: string;
  readonly certainty: Certainty;
}

/** Rates are set on working days and hold over the days off after them; the longest time off is that of the New Year. */
const HOLDS_FOR_DAYS = 10;

const RATES = `
  select a.asked::text as asked, r.day::text as day, trim_scale(r.kzt)::text as kzt, r.source, r.certainty
    from unnest(?::date[], ?::date[]) as a (asked, earliest)
    join lateral (select * from exchange_rate e where e.currency = 'USD' and e.day between a.earliest and a.asked order by e.day desc limit 1) r on true`;

/** Official rates by day; null where none is on record that is recent enough. */
export const rateOn = defineLoader<CivilDate, DayRate | null>(async (days, { database }) => {
  const earliest = days.map((day) => addDays(day, -HOLDS_FOR_DAYS));
  const rows = await database.relation.execute<DayRate[]>(RATES, [textArray(days), textArray(earliest)]);
  return alignByKey(days, rows, ({ asked }) => asked);
});
