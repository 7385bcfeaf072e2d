import { addDays, earliest, latest, monthEnd, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SyntheticPerson } from '../../../shared/synthetic/household.js';
import type { AwardEndReason } from '../../modules/award/award-codes.type.js';
import type { AmountCase } from '../../modules/rate/amount.js';
import { type AwardDraft, deathEnding, type Ending, firstEnding, type SeedScope } from '../award-draft.js';
import { groupAwards, type Member } from '../group-awards.js';
import { endOf, FAR, type HouseholdView, majority } from '../household-view.js';
import { type Home, homesOf } from '../homes.js';
import { spells } from './disability.js';

type Loss = 'ONE_PARENT' | 'BOTH_PARENTS';

interface Bereavement {
  readonly loss: Loss;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Why it ends, where it does. */
  readonly endReason: AwardEndReason;
}

/** When a child had lost one parent on record, and when both. */
function bereavements(view: HouseholdView, child: SyntheticPerson): Bereavement[] {
  const deaths = view
    .parentages(child.iin)
    .flatMap((parentage) => {
      const on = view.person(parentage.parent)?.death?.on;
      return on !== undefined && on < endOf(parentage) && on < majority(child) ? [latest(on, child.birthDate)] : [];
    })
    .sort();
  const [first, second = FAR] = deaths;
  if (first === undefined) return [];
  const found: Bereavement[] = [{ loss: 'ONE_PARENT', from: first, to: second, endReason: 'RECIPIENT_DIED' }];
  if (second !== FAR) found.push({ loss: 'BOTH_PARENTS', from: second, to: FAR, endReason: 'TERM_ENDED' });
  return found.filter(({ from, to }) => from < to);
}

/**
 * The times in which this benefit is chosen. Whoever becomes disabled after the loss has to choose one (Social Code, 175(6)):
 * the disability benefit, which is more. Whoever was disabled before has that one raised by this one (177(5)), paid apart.
 */
function chosen(view: HouseholdView, child: SyntheticPerson, loss: Bereavement): Bereavement[] {
  const times: Bereavement[] = [];
  let rest = loss;
  for (const spell of spells(child, view.household.disabilities)) {
    const [disabled, end] = [spell[0]?.from ?? FAR, spell.at(-1)?.to ?? null];
    if (disabled <= loss.from || disabled >= loss.to) continue;
    times.push({ ...rest, to: disabled, endReason: 'AWARD_REPLACED' });
    // Paid to the end of the month in which the disability ends.
    rest = { ...loss, from: end === null ? FAR : monthStart(end, 1) };
  }
  return [...times, rest].filter(({ from, to }) => from < to);
}

interface Survivor extends Member {
  readonly loss: Loss;
  readonly home: Home;
}

function survivors(view: HouseholdView, child: SyntheticPerson): Survivor[] {
  return bereavements(view, child).flatMap((one) => chosen(view, child, one)).flatMap(({ loss, from: lost, to, endReason }) => homesOf(view, child).flatMap((home) => view.stays(child).flatMap((stay): Survivor[] => {
    const from = latest(lost, home.from, stay.from, child.registeredOn);
    const ending: Ending = firstEnding([
      deathEnding(child.death, 'CHILD_DIED'),
      { on: majority(child), reason: 'MAJORITY' },
      { on: stay.to, reason: stay.endReason, suspends: stay.endReason === 'CITIZENSHIP_LOST', lapsesOn: earliest(majority(child), stay.nextFrom) },
      { on: to, reason: endReason },
      { on: home.to, reason: home.endReason },
    ]);
    const last = ending.reason === 'CHILD_DIED' || ending.reason === 'MOVED_ABROAD' ? addDays(monthEnd(ending.on), 1) : ending.on;
    return from < ending.on ? [{ iin: child.iin, from, to: last, ending, loss, home }] : [];
  })));
}

/** One breadwinner lost: by the number of children; both: for each child, up to a limit for all together (236(4)). */
const caseOf = (loss: Loss, children: number): AmountCase => ({ programme: 'SURVIVOR', facts: { survivorsCount: children, fullOrphan: loss === 'BOTH_PARENTS' } });

/** SURVIVOR (Social Code, 229–238): one award for all children of a lost breadwinner whom the same payee raises (235(1)). */
export function survivorAwards(scope: SeedScope): AwardDraft[] {
  const all = scope.view.children.flatMap((child) => survivors(scope.view, child));
  const groups = Map.groupBy(all, ({ loss, home }) => `${loss} ${home.payee.iin ?? home.payee.bin}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return groupAwards(scope, members, {
      programme: 'SURVIVOR',
      payee: first.home.payee,
      district: first.home.care?.district ?? null,
      least: 1,
      applies: [10, 45],
      since: 'EVENT',
      caseOf: (children) => caseOf(first.loss, children),
    });
  });
}
