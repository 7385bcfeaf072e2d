import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Period } from '../../../shared/periods.js';

/** Whether a period of a register holds on a day. */
export const holds = ({ from, to }: Period, day: CivilDate): boolean => from <= day && (to === null || day < to);

export const isAlive = ({ deathDate }: { readonly deathDate: CivilDate | null }, day: CivilDate): boolean => deathDate === null || day < deathDate;

/** The last day on which it can be told where somebody lived: their last, after a death. */
export const lived = (day: CivilDate, deathDate: CivilDate | null): CivilDate => (deathDate !== null && deathDate <= day ? addDays(deathDate, -1) : day);
