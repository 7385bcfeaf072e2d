import type { Certainty } from '../certainty.type.js';
import type { CivilDate } from '../clock.js';

/** A day of every year from one year to another (included) on which nobody works. */
interface YearlyHoliday {
  readonly name: string;
  /** `MM-DD`. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** Whether the next working day is free when it falls on a day of rest (Labour Code, art. 85): holidays, not other days of rest. */
  readonly moves: boolean;
}

const [FIRST, LAST] = [2021, 2035];

const every = (name: string, ...days: readonly string[]): YearlyHoliday[] => days.map((day) => ({ name, day, from: FIRST, to: LAST, moves: true }));

/**
 * Holidays of Kazakhstan by the Law on Holidays 267-II and the Labour Code, art. 84–85, as far as they are known here. No official list
 * was at hand, and the Government's yearly decrees that exchange single working days are not in it: a term may be a day off around these.
 */
export const HOLIDAYS: { readonly yearly: readonly YearlyHoliday[]; readonly kurbanAit: readonly CivilDate[]; readonly source: string; readonly certainty: Certainty } = {
  yearly: [
    ...every('Жаңа жыл', '01-01', '01-02'),
    { name: 'Православное Рождество', day: '01-07', from: FIRST, to: LAST, moves: false },
    ...every('Халықаралық әйелдер күні', '03-08'),
    ...every('Наурыз мейрамы', '03-21', '03-22', '03-23'),
    ...every('Қазақстан халқының бірлігі мерекесі', '05-01'),
    ...every('Отан қорғаушы күні', '05-07'),
    ...every('Жеңіс күні', '05-09'),
    ...every('Астана күні', '07-06'),
    ...every('Конституция күні', '08-30'),
    { name: 'Республика күні', day: '10-25', from: 2022, to: LAST, moves: true },
    { name: 'Тұңғыш Президент күні', day: '12-01', from: FIRST, to: 2021, moves: true },
    ...every('Тәуелсіздік күні', '12-16'),
    { name: 'Тәуелсіздік күні', day: '12-17', from: FIRST, to: 2021, moves: true },
  ],
  // The first day, which follows the moon; a day of rest and not a holiday, so it moves nothing.
  kurbanAit: ['2021-07-20', '2022-07-09', '2023-06-28', '2024-06-16', '2025-06-06', '2026-05-27', '2027-05-16',
    // As they are computed ahead; the moon decides.
    '2028-05-05', '2029-04-24', '2030-04-13', '2031-04-02', '2032-03-22', '2033-03-11', '2034-03-01', '2035-02-18'],
  source: 'from memory; not confirmed by an official list',
  certainty: 'M',
};

/** The years that are known, later ones by the law as it is today; of others weekends alone are. */
export const HOLIDAY_YEARS = { from: FIRST, to: LAST };
