import { earliest, monthEnd } from '../../../shared/calendar.js';
import { ageOn, birthdayAt } from '../../../shared/dated.js';
import type { SyntheticDisability, SyntheticPerson } from '../../../shared/synthetic/household.js';
import { type AwardDraft, type Case, caseFrom, type SeedScope } from '../award-draft.js';
import { type ChildRight, childAwards } from '../child-awards.js';
import { endOf, majority } from '../household-view.js';
import type { Home } from '../homes.js';

/** Periods of disability that follow each other without a gap: one right, whose tier changes with group and age. */
export function spells(child: SyntheticPerson, disabilities: readonly SyntheticDisability[]): SyntheticDisability[][] {
  const own = disabilities.filter(({ person }) => person === child.iin).sort((a, b) => (a.from < b.from ? -1 : 1));
  const found: SyntheticDisability[][] = [];
  for (const one of own) {
    const last = found.at(-1);
    if (last?.at(-1)?.to === one.from) last.push(one);
    else found.push([one]);
  }
  return found;
}

function casesOf(child: SyntheticPerson, spell: readonly SyntheticDisability[]): Case[] {
  const seventh = birthdayAt(child.birthDate, 7);
  const days = spell.flatMap((one) => [one.from, ...(one.from < seventh && seventh < endOf(one) ? [seventh] : [])]);
  return days.map((from) => {
    const group = spell.findLast((one) => one.from <= from)?.group ?? null;
    // Until an examination sets a group, the rate of those under seven goes on.
    const childAgeYears = group === null ? 0 : ageOn(child.birthDate, from);
    return caseFrom(from, { programme: 'DIS_CHILD', facts: { childAgeYears, disabilityGroup: group } });
  });
}

/** A child's right ends at 18; after a re-examination it is paid through its month (Social Code, 178(3)). */
function rightOf(child: SyntheticPerson, spell: readonly SyntheticDisability[]): ChildRight | null {
  const [first] = spell;
  const last = spell.at(-1);
  if (first === undefined || last === undefined) return null;
  const [end, adult] = [endOf(last), majority(child)];
  if (end >= adult) return { child, from: first.from, to: adult, endReason: 'MAJORITY' };
  return { child, from: first.from, to: end, endReason: 'DISABILITY_ENDED', until: earliest(monthEnd(end), adult) };
}

/** Mother, father, adopter, guardian or trustee (183(2)). */
const raises = ({ care }: Home): boolean => care === null || care.form === 'GUARDIANSHIP' || care.form === 'TRUSTEESHIP';

/** DIS_CHILD for the child, wherever it lives, and DIS_CARER for whoever raises it at home. */
export function disabilityAwards(scope: SeedScope, child: SyntheticPerson): AwardDraft[] {
  return spells(child, scope.view.household.disabilities).flatMap((spell) => {
    const right = rightOf(child, spell);
    if (right === null) return [];
    const [backdating] = scope.book.terms('DIS_CHILD', 'BACKDATING');
    const backdated = backdating?.months ?? 0;
    return [
      ...childAwards(scope, right, { homes: () => true, suspendedBy: ['CITIZENSHIP_LOST'], applies: [5, 30], backdated }, (_home, from) => ({
        programme: 'DIS_CHILD',
        cases: startingOn(casesOf(child, spell), from),
      })),
      ...childAwards(scope, right, { homes: raises, suspendedBy: ['MOVED_ABROAD'], applies: [5, 40], backdated }, (_home, from) => ({
        programme: 'DIS_CARER',
        cases: [caseFrom(from, { programme: 'DIS_CARER', facts: {} })],
      })),
    ];
  });
}

/** The cases from a day on. */
function startingOn(cases: readonly Case[], from: string): Case[] {
  const current = cases.findLast((one) => one.from <= from);
  return [...(current === undefined ? [] : [{ ...current, from }]), ...cases.filter((one) => one.from > from)];
}
