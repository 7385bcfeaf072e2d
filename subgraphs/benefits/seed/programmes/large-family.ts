import { addDays, earliest, latest, monthEnd, monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SyntheticPerson } from '../../../shared/synthetic/household.js';
import { LEAST_CHILDREN } from '../../rules/large-fam.js';
import { type AwardDraft, deathEnding, type Ending, firstEnding, happens, type SeedScope } from '../award-draft.js';
import { groupAwards, type Member } from '../group-awards.js';
import { type HouseholdView, majority } from '../household-view.js';
import { type Home, homesOf } from '../homes.js';

/** The first day on which a child is not counted: months are whole, but for what ends the award from its date (92(4)). */
function notCountedFrom({ on, reason }: Ending): CivilDate {
  if (reason === 'CHILD_DIED') return addDays(monthEnd(on), 1);
  return reason === 'MAJORITY' || reason === 'MOVED_ABROAD' ? monthStart(on, 1) : on;
}

function membersAt(view: HouseholdView, child: SyntheticPerson, home: Home): Member[] {
  return view.stays(child).flatMap((stay): Member[] => {
    const from = latest(home.from, stay.from, child.registeredOn);
    const ending = firstEnding([
      deathEnding(child.death, 'CHILD_DIED'),
      { on: majority(child), reason: 'MAJORITY' },
      { on: stay.to, reason: stay.endReason, suspends: stay.endReason === 'MOVED_ABROAD', lapsesOn: earliest(majority(child), stay.nextFrom) },
      { on: home.to, reason: home.endReason },
    ]);
    return from < ending.on ? [{ iin: child.iin, from, to: notCountedFrom(ending), ending }] : [];
  });
}

/**
 * LARGE_FAM (Social Code, 90–92): four or more minors who live with the parent that receives it. Children in care are not
 * counted with their parents; students of 18 to 22 would be, but the population says nothing about studies.
 */
export function largeFamilyAwards(scope: SeedScope): AwardDraft[] {
  const { view, facts } = scope;
  const homes = view.children.flatMap((child) => homesOf(view, child).filter(({ care }) => care === null).map((home) => ({ child, home })));
  const byParent = Map.groupBy(homes, ({ home }) => home.payee.iin ?? '');
  return [...byParent].flatMap(([iin, found]) => {
    if (found.length < LEAST_CHILDREN || !happens(facts, 0.98, 'LARGE_FAM', iin)) return [];
    return groupAwards(scope, found.flatMap(({ child, home }) => membersAt(view, child, home)), {
      programme: 'LARGE_FAM',
      payee: { iin, bin: null },
      least: LEAST_CHILDREN,
      applies: [2, 40],
      since: 'APPLICATION',
      caseOf: (children) => ({ programme: 'LARGE_FAM', facts: { childrenCount: children } }),
    });
  });
}
