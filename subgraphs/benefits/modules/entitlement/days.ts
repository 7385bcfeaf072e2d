import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';

export const isAlive = ({ deathDate }: { readonly deathDate: CivilDate | null }, day: CivilDate): boolean => deathDate === null || day < deathDate;

/** The last day on which it can be told where somebody lived: their last, after a death. */
export const lived = (day: CivilDate, deathDate: CivilDate | null): CivilDate => (deathDate !== null && deathDate <= day ? addDays(deathDate, -1) : day);
