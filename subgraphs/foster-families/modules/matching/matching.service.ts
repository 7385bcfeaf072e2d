import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, holdsOn } from '../../../shared/dated.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { showConfidential } from '../access/register.service.js';
import { homeOf, type Home } from '../candidate/candidate-facts.js';
import { childrenInSight, siblingsInSight, type FamilyChild } from '../family/capacity.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import { readForms } from '../form/placement-form.repository.js';
import type { SiblingsApart } from '../placement/placement-reason.type.js';
import { termsFor } from '../placement/placement-rules.js';
import { MAJORITY } from '../../reference/ages.js';
import { sameForm, type CarerForm } from '../../rules/candidate/condition.js';
import { lastsFrom, siblingsFamilies, type Kin } from './child-homes.js';
import { findFamilies, readKin, readRecords, readSought, type FamilySearch, type LookedAt } from './matching.repository.js';
import { inOrder, optionOf, type FamilyFacts, type Matching, type Option } from './option.js';

/** What is asked for. */
export interface OptionsAsked {
  readonly child: string;
  readonly day: CivilDate;
  readonly forms: readonly CarerForm[];
  readonly siblingsApart: SiblingsApart | null;
  readonly barred: boolean;
  readonly first: number;
}

/** The terms of a form for a child; of adoption, which is a court's, as long as the child is one. They are the same with every family, so they are found once. */
function formsFor(forms: readonly PlacementFormRow[], day: CivilDate): Matching['termsFor'] {
  const known = new Map<string, PlacementFormRow | null>();
  const find: Matching['termsFor'] = (form, child) => {
    if (form === 'ADOPTION') return ageOn(child.birthDate, day) < MAJORITY ? (forms.find((one) => one.code === form && holdsOn(one, day)) ?? null) : null;
    const found = termsFor(forms, form, child, day);
    return found instanceof Refused ? null : found;
  };
  return (form, child) => {
    const key = `${form} ${child.iin}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const terms = find(form, child);
    known.set(key, terms);
    return terms;
  };
}

/** Whoever waits for a placement, or goes to one later, has one already; so has a family no option in the one where the child lives. */
const hasAnother = ({ placements }: Kin, day: CivilDate): boolean => placements.some((one) => one.form !== 'GUEST' && lastsFrom(one, day) && (one.awaited || one.from > day));
const homesOf = ({ placements }: Kin, day: CivilDate): string[] => placements.flatMap((one) => (one.family !== null && lastsFrom(one, day) ? [one.family] : []));

/** Who lives in the homes of some children on a day: the same whichever form is asked about, so each is counted once. */
function homesOn(children: readonly FamilyChild[], day: CivilDate): FamilyFacts['homeOn'] {
  const known = new Map<string | null, Home>();
  return (home) => {
    const found = known.get(home) ?? homeOf(children, home, day);
    known.set(home, found);
    return found;
  };
}

/** Everything that the rules look at of some families: one statement for each table, whatever their number. */
async function factsOf(em: EntityManager, found: readonly LookedAt[], { kin, day, today, allForms }: Matching): Promise<FamilyFacts[]> {
  const records = await readRecords(em, [...new Set(found.flatMap(({ carers }) => carers.map(({ iin }) => iin)))]);
  const families = [...found.map(({ id }) => id), ...[...records.values()].flat().flatMap(({ row }) => row.familyId ?? [])];
  const children = await childrenInSight(em, [...new Set(families)], { day, today }, allForms);
  const pairs = await siblingsInSight(em, [...new Set([...children.map(({ iin }) => iin), ...kin.keys()])]);
  const childrenBy = Map.groupBy(children, ({ family }) => family);
  return found.map((family) => {
    const ownRecords = new Map(family.carers.map(({ iin }) => [iin, records.get(iin) ?? []]));
    const homes = new Set([family.id, ...[...ownRecords.values()].flat().flatMap(({ row }) => row.familyId ?? [])]);
    const theirs = [...homes].flatMap((home) => childrenBy.get(home) ?? []);
    return { ...family, records: ownRecords, children: theirs, pairs, homeOn: homesOn(theirs, day) };
  });
}

/** Families that are read at a time: a few more than are wanted, since some will not do; twice as many whenever that was not enough. */
const firstBatch = (wanted: number): number => wanted + Math.ceil(wanted / 2) + 1;
const MOST_BATCHES = 8;

async function lookThrough(em: EntityManager, matching: Matching, search: FamilySearch, { barred, first }: OptionsAsked): Promise<Option[]> {
  const siblingsHomes = new Set(search.siblings);
  const seen = homesOf(matching.child, matching.day);
  const options: Option[] = [];
  for (let batch = 0, size = firstBatch(first); batch < MOST_BATCHES && options.length < first; batch += 1, size *= 2) {
    const found = await findFamilies(em, search, seen, size);
    seen.push(...found.map(({ id }) => id));
    for (const family of inOrder(found.length === 0 ? [] : await factsOf(em, found, matching), matching)) {
      const option = options.length < first ? optionOf(family, siblingsHomes.has(family.id), barred, matching) : null;
      if (option !== null) options.push(option);
    }
    if (found.length < size) break;
  }
  return options;
}

async function optionsFor(em: EntityManager, asked: OptionsAsked, viewer: Viewer, today: CivilDate): Promise<Option[] | null> {
  const { day } = asked;
  const allowed = registerRegions(viewer);
  const regions = allowed.includes('*') ? null : allowed;
  const sought = await readSought(em, asked.child, day, regions);
  if (sought === null) return null;
  const kin = await readKin(em, asked.child);
  const child = kin.get(asked.child);
  if (child === undefined || day < child.birthDate || (child.diedOn !== null && day >= child.diedOn) || hasAnother(child, day)) return [];
  const allForms = await readForms(em);
  const matching: Matching = { sought, child, kin, termsFor: formsFor(allForms, day), allForms, forms: asked.forms, day, today, siblingsApart: asked.siblingsApart };
  const forms = asked.forms.filter((form) => matching.termsFor(form, child) !== null);
  if (forms.length === 0) return [];
  const search = { sought, siblings: [...siblingsFamilies(child, kin)], forms: [...new Set(forms.flatMap(sameForm))], day, today, regions, viewer: viewer.iin, barred: asked.barred };
  return lookThrough(em, matching, search, asked);
}

/**
 * Families that could take a child in, best first; null for a child who is not in need, nor in care, in the viewer's regions. Whether
 * brothers and sisters would be parted, and how many children a family has, is not to be told from one region: so it is read past
 * the regions, and children and families are cut to them by the statements themselves.
 */
export function placementOptions(context: SubgraphContext, asked: OptionsAsked): Promise<Option[] | null> {
  const viewer = requireRole(context, ['ministry:foster-families']);
  return context.database.register(['*'], async (em) => {
    await showConfidential(em);
    return optionsFor(em, asked, viewer, context.today);
  });
}
