import type { SyntheticParentage } from '../../subgraphs/shared/synthetic/household.js';
import { birthdayOf, dateOf, type Day, years } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { dateOrNull, isAlive, type Life } from './life.js';
import { lastBirth } from './marriage.js';
import type { Story } from './story.js';

/** A court's decision that made a child somebody's own. */
interface Adoption {
  readonly on: Day;
  readonly children: readonly Life[];
  /** True when the mother gave birth to the child and her husband alone adopted it. */
  readonly byStepfather: boolean;
}

/**
 * Who is whose parent. An adopted child appears under its new identity only: a person like any other, with the
 * adopters' name and home since birth, and parents from the day of the decision. No earlier parent, placement or IIN
 * is in the population, so that no table can tell what adoption secrecy keeps (Family Code, 102).
 */
export function parentages(draft: Draft, family: Family, story: Story): void {
  const adoption = adoptionIn(draft, family, story);
  for (const child of family.children) {
    const adopted = adoption?.children.includes(child) ? adoption : null;
    draft.facts.parentages.push(parentage(family, child, 'MOTHER', family.mother, adopted?.byStepfather ? null : adopted));
    if (family.father) draft.facts.parentages.push(parentage(family, child, 'FATHER', family.father, adopted));
  }
}

function adoptionIn(draft: Draft, family: Family, story: Story): Adoption | null {
  const random = draft.random('adoption');
  if (story === 'ADOPTION') {
    const born = lastBirth(family);
    const longest = Math.min(draft.asOf - 20 - born, years(9));
    const on = born + 60 + Math.floor((longest - 60) * random.next() * random.next());
    return { on, children: family.children.filter((child) => child.born === born), byStepfather: false };
  }
  if (story !== 'STEP_ADOPTION') return null;
  const born = family.children.find(({ isChild }) => isChild)?.born ?? draft.asOf;
  const on = random.between(born + 150, Math.min(draft.asOf - 20, birthdayOf(born, 17)));
  return { on, children: family.children.filter((child) => child.born === born), byStepfather: true };
}

function parentage(family: Family, child: Life, role: SyntheticParentage['role'], parent: Life, adoption: Adoption | null): SyntheticParentage {
  return {
    child: child.iin,
    parent: parent.iin,
    role,
    basis: adoption ? 'ADOPTION' : 'BIRTH',
    from: dateOf(adoption?.on ?? child.born),
    to: null,
    restrictions: family.restrictions
      .filter((restriction) => restriction.parent === parent && concerns(child, restriction.from))
      .map(({ from, to, status, act }) => ({ from: dateOf(from), to: dateOrNull(to), status, act })),
  };
}

/** Rights are taken for living children who are not yet of age. */
const concerns = (child: Life, on: Day): boolean => isAlive(child, on) && birthdayOf(child.born, 18) > on;
