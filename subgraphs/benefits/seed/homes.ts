import type { CivilDate } from '../../shared/clock.js';
import { anyHolds, holds, type Period } from '../../shared/periods.js';
import type { SyntheticCare, SyntheticParentage, SyntheticPerson } from '../../shared/synthetic/household.js';
import type { AwardEndReason } from '../modules/award/award-codes.type.js';
import { departure, endOf, FAR, type HouseholdView } from './household-view.js';

/** Who gets the money: a person or an organisation. */
export type Payee = { readonly iin: string; readonly bin: null } | { readonly iin: null; readonly bin: string };

/** Where a child lives for a time, and who would be paid for it there. */
export interface Home {
  readonly from: CivilDate;
  /** First day elsewhere. */
  readonly to: CivilDate;
  readonly payee: Payee;
  /** The placement; null in the parents' home. */
  readonly care: SyntheticCare | null;
  /** Why it ended, where it has. */
  readonly endReason: AwardEndReason;
}

type Keeper = Pick<Home, 'payee' | 'care'>;

/** A trustee follows a guardian without an act (Code on Marriage and Family, 130(2)): the same home. */
const kindOf = ({ care }: Keeper): string => (care?.form === 'TRUSTEESHIP' ? 'GUARDIANSHIP' : (care?.form ?? 'PARENTS'));

const sameKeeper = (a: Keeper, b: Keeper): boolean => a.payee.iin === b.payee.iin && a.payee.bin === b.payee.bin && kindOf(a) === kindOf(b);

/** A professional foster carer may not draw a child's money; the guardianship body keeps it (132-8(5), 132-9(5)). */
function payeeOf({ form, carers, institution, body }: SyntheticCare): Payee {
  const [carer] = carers;
  if (form === 'PROFESSIONAL_FOSTER' || carer === undefined) return { iin: null, bin: institution ?? body };
  return { iin: carer, bin: null };
}

/** Every day on which it may change who cares for a child, from birth on. */
function turningPoints(view: HouseholdView, { iin, birthDate }: SyntheticPerson): CivilDate[] {
  const periods: Period[] = [...view.cares(iin)];
  for (const parentage of view.parentages(iin)) {
    periods.push(parentage, ...parentage.restrictions);
    const parent = view.person(parentage.parent);
    if (parent) periods.push({ from: parent.death?.on ?? FAR, to: departure(parent) });
  }
  const days = periods.flatMap((period) => [period.from, endOf(period)]).filter((day) => day > birthDate && day < FAR);
  return [...new Set([birthDate, ...days])].sort();
}

function canCare(view: HouseholdView, parentage: SyntheticParentage, day: CivilDate): boolean {
  const parent = view.person(parentage.parent);
  if (parent === undefined || !holds(parentage, day) || anyHolds(parentage.restrictions, day)) return false;
  return day < (parent.death?.on ?? FAR);
}

/** A placement before the parents, the mother before the father. */
function keeperOn(view: HouseholdView, child: string, day: CivilDate): Keeper | null {
  const care = view.cares(child).find((one) => holds(one, day));
  if (care !== undefined) return { payee: payeeOf(care), care };
  const able = view.parentages(child).filter((parentage) => canCare(view, parentage, day));
  const parent = able.find(({ role }) => role === 'MOTHER') ?? able[0];
  return parent === undefined ? null : { payee: { iin: parent.parent, bin: null }, care: null };
}

function endReason(view: HouseholdView, child: string, { payee, care }: Keeper, to: CivilDate): AwardEndReason {
  if (care !== null) return 'PLACEMENT_ENDED';
  if (payee.iin !== null && view.person(payee.iin)?.death?.on === to) return 'RECIPIENT_DIED';
  const links = view.parentages(child).filter(({ parent }) => parent === payee.iin);
  if (links.some(({ restrictions }) => restrictions.some(({ from }) => from === to))) return 'RIGHTS_REMOVED';
  return view.cares(child).some(({ from }) => from === to) ? 'CHILD_IN_CARE' : 'RECIPIENT_CHANGED';
}

const known = new WeakMap<HouseholdView, Map<string, readonly Home[]>>();

/** Where a child has lived from birth on, oldest first; days with nobody to care for it are in none. */
export function homesOf(view: HouseholdView, child: SyntheticPerson): readonly Home[] {
  const ofView = known.get(view) ?? new Map<string, readonly Home[]>();
  known.set(view, ofView);
  const homes = ofView.get(child.iin) ?? findHomes(view, child);
  ofView.set(child.iin, homes);
  return homes;
}

function findHomes(view: HouseholdView, child: SyntheticPerson): Home[] {
  const days = turningPoints(view, child);
  const homes: Home[] = [];
  days.forEach((from, i) => {
    const keeper = keeperOn(view, child.iin, from);
    if (keeper === null) return;
    const to = days[i + 1] ?? FAR;
    const last = homes.at(-1);
    const goesOn = last?.to === from && sameKeeper(last, keeper) ? homes.pop() : undefined;
    const home = goesOn ?? { from, ...keeper };
    homes.push({ ...home, to, endReason: endReason(view, child.iin, home, to) });
  });
  return homes;
}
