import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { chance, type PopulationFacts } from '../../shared/synthetic/seed.js';
import { kindOf, type WardRightStanding } from '../modules/ward-right/ward-right-codes.type.js';
import { record, type Writer } from './records.js';

/** Since when the child is in care without a gap, by what follows what. */
function careSince(care: SyntheticCare, cares: readonly SyntheticCare[]): CivilDate {
  const before = cares.find((one) => one.child === care.child && one.form !== 'GUEST' && one.from < care.from && one.to === care.from);
  return before === undefined ? care.from : careSince(before, cares);
}

/** How housing stands, by shares of a hundred. */
const HOUSING: readonly (readonly [number, WardRightStanding])[] = [[60, 'HOUSING_QUEUED'], [85, 'HOUSING_USE_KEPT'], [95, 'HOUSING_OWNED'], [100, 'HOUSING_PROVIDED']];
const ALIMONY: readonly (readonly [number, WardRightStanding])[] = [[50, 'ALIMONY_ORDERED'], [75, 'ALIMONY_ENFORCED'], [90, 'ALIMONY_CLAIMED'], [100, 'ALIMONY_DISMISSED']];

const drawn = (shares: typeof HOUSING, lot: number): WardRightStanding => shares.find(([share]) => lot * 100 < share)?.[1] ?? 'HOUSING_QUEUED';

/** Of how many a parent has stopped paying lately, within the term for doing something about it. */
const STOPPED = 0.1;

/** Days within which a body has seen to it, always within the term; of whoever has come since, nothing, or that the child was put forward. */
const DONE_WITHIN = 80;

/** What guardianship bodies wrote down of housing and alimony of a child in care, with the placement that lasts. */
export function writeRights(care: SyntheticCare, placement: number, cares: readonly SyntheticCare[], { seed, asOf }: PopulationFacts, write: Writer): void {
  if (care.to !== null || care.form === 'GUEST') return;
  const { child, reason, body } = care;
  const since = careSince(care, cares);
  const say = (standing: WardRightStanding, day: CivilDate): void =>
    void (day <= asOf && write.row('ward_right', [placement, kindOf(standing), standing, day, day, body, ...record(day)]));
  const lotOf = (what: string): number => chance(seed, child, what);
  const done = (what: string): CivilDate => addDays(since, 15 + Math.floor(lotOf(`${what} day`) * (DONE_WITHIN - 15)));
  const housing = drawn(HOUSING, lotOf('housing'));
  if (housing === 'HOUSING_QUEUED') say('HOUSING_APPLIED', addDays(since, 10));
  say(housing, done('housing'));
  const alimony = reason === 'ORPHAN' ? 'ALIMONY_NOBODY_OWES' : drawn(ALIMONY, lotOf('alimony'));
  say(alimony, done('alimony'));
  const stopped = addDays(addMonths(asOf, -3), 5 + Math.floor(lotOf('stopped day') * 80));
  if (alimony === 'ALIMONY_ORDERED' && stopped > done('alimony') && lotOf('stopped') < STOPPED) say('ALIMONY_UNPAID', stopped);
}
