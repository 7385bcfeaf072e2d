import type { CareForm, SyntheticCare } from '../../subgraphs/shared/synthetic/household.js';
import { birthdayOf, dateOf, type Day } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { dateOrNull, isAlive, type Life, moveTo } from './life.js';
import type { Reason } from './loss.js';
import type { Place } from './places.js';

/** One placement of a family's children, until the next one or until something else ends it. */
export interface Stage {
  readonly form: CareForm;
  readonly from: Day;
  readonly carers: readonly string[];
  readonly home: Place;
  readonly institution: string | null;
  readonly body: string;
  readonly act: string;
}

export interface CareFacts {
  readonly reason: Reason;
  readonly returned: Day | null;
  readonly shielded: boolean;
}

type End = readonly [Day, Exclude<SyntheticCare['endReason'], null>] | null;

/**
 * The placements of each child of the population. A child adopted out of care is not among them: it lives on under
 * another identity, and what would end with ADOPTED belongs to one that nobody may find.
 */
export function placeChildren(draft: Draft, family: Family, stages: readonly Stage[], facts: CareFacts): void {
  family.children.forEach((child, order) => {
    if (!child.isChild) return;
    stages.forEach((stage, i) => placeChild(draft, child, order, stage, stages[i + 1]?.from ?? null, facts));
    if (facts.returned !== null && inCareAt(child, facts.returned)) moveTo(child, facts.returned, family.home);
  });
}

const inCareAt = (child: Life, day: Day): boolean => isAlive(child, day) && birthdayOf(child.born, 18) > day;

function placeChild(draft: Draft, child: Life, order: number, stage: Stage, next: Day | null, facts: CareFacts): void {
  if (!inCareAt(child, stage.from)) return;
  const end = endOf(child, next, facts.returned, draft.asOf);
  moveTo(child, stage.from, stage.home);
  // One act or contract per child.
  draft.facts.cares.push(...pieces(child, { ...stage, act: `${stage.act}.${order + 1}` }, end, facts, draft.asOf));
}

/** Whatever comes first. */
function endOf(child: Life, next: Day | null, returned: Day | null, asOf: Day): End {
  const ends: [Day, Exclude<SyntheticCare['endReason'], null>][] = [[birthdayOf(child.born, 18), 'MAJORITY']];
  if (child.died !== null) ends.push([child.died, 'DEATH']);
  if (next !== null) ends.push([next, 'NEW_PLACEMENT']);
  if (returned !== null) ends.push([returned, 'RETURNED_TO_PARENT']);
  const first = ends.reduce((a, b) => (b[0] < a[0] ? b : a));
  return first[0] <= asOf ? first : null;
}

/** Guardianship becomes trusteeship at 14 without an act (130(2)): a second record with the same act and carer. */
function pieces(child: Life, stage: Stage, end: End, facts: CareFacts, asOf: Day): SyntheticCare[] {
  const fourteenth = birthdayOf(child.born, 14);
  if (stage.form !== 'GUARDIANSHIP' || fourteenth > (end?.[0] ?? asOf)) return [care(child, stage, end, facts)];
  const trusteeship: Stage = { ...stage, form: 'TRUSTEESHIP', from: Math.max(stage.from, fourteenth) };
  if (fourteenth <= stage.from) return [care(child, trusteeship, end, facts)];
  if (end !== null && end[0] === fourteenth) return [care(child, stage, end, facts)];
  return [care(child, stage, [fourteenth, 'NEW_PLACEMENT'], facts), care(child, trusteeship, end, facts)];
}

export function care(child: Life, stage: Stage, end: End, { reason, shielded }: CareFacts): SyntheticCare {
  return {
    child: child.iin,
    form: stage.form,
    carers: stage.carers,
    institution: stage.institution,
    body: stage.body,
    act: stage.act,
    district: stage.home.district,
    from: dateOf(stage.from),
    to: dateOrNull(end?.[0] ?? null),
    endReason: end?.[1] ?? null,
    reason,
    shielded,
  };
}
