import type { CivilDate } from '../../../shared/clock.js';
import { homeOf, type Home } from '../candidate/candidate-facts.js';
import type { FamilyChild, SiblingPair } from '../family/capacity.js';
import { endByLaw } from '../form/form-terms.js';
import type { PlacementFormRow } from '../form/placement-form.entity.js';
import { fitnessOf, type CarerRecord, type Fitness } from '../placement/carer-fitness.js';
import { overCapacity } from '../placement/carer-rules.js';
import { consentAskedIn, mayPart, PARTED } from '../placement/consent-rules.js';
import { isThirdTerm } from '../placement/contract-rules.js';
import type { PlacementEndReason, SiblingsApart } from '../placement/placement-reason.type.js';
import { sameForm, type CarerForm } from '../../rules/candidate/condition.js';
import { arePartedIn, comesFrom, waitingSiblings, type Kin } from './child-homes.js';
import type { CarerOf, LookedAt, SoughtChild } from './matching.repository.js';
import { conditionReason, reasonOf, type Reason } from './reason-texts.js';

/** What a child's options are looked for with. */
export interface Matching {
  readonly sought: SoughtChild;
  readonly child: Kin;
  readonly kin: ReadonlyMap<string, Kin>;
  /** Forms that the law has for a child on the day; null where it has not. */
  readonly termsFor: (form: CarerForm, child: Kin) => PlacementFormRow | null;
  readonly allForms: readonly PlacementFormRow[];
  readonly forms: readonly CarerForm[];
  readonly day: CivilDate;
  readonly today: CivilDate;
  readonly siblingsApart: SiblingsApart | null;
}

/** A family as the rules see it. */
export interface FamilyFacts extends LookedAt {
  /** The records of each carer, oldest first. */
  readonly records: ReadonlyMap<string, readonly CarerRecord[]>;
  /** Children of this family, and of any other that a carer has a record with. */
  readonly children: readonly FamilyChild[];
  readonly pairs: readonly SiblingPair[];
  /** Who lives in a home on the day, before anybody comes: asked for each carer in each form. */
  readonly homeOn: (home: string | null) => Home;
}

/** A form in which a family could take the child in. */
export interface OptionForm {
  readonly form: CarerForm;
  readonly possible: boolean;
  /** Brothers and sisters who come along. */
  readonly siblings: readonly string[];
  readonly reasons: readonly Reason[];
}

/** A family that could take the child in, or not. */
export interface Option {
  readonly family: FamilyFacts;
  /** Children who live there on the day, or come later. */
  readonly residents: number;
  readonly reasons: readonly Reason[];
  readonly forms: readonly OptionForm[];
}

/** Children who live with a family on a day, or come later: not who left that day, nor who came of age, and by however many contracts each once. */
const residentsOf = ({ id, children }: FamilyFacts, day: CivilDate): ReadonlySet<string> =>
  new Set(children.filter(({ family, form, validTo }) => family === id && form !== 'GUEST' && (validTo == null || validTo > day)).map(({ iin }) => iin));

/** Children who come in one after the other, as a placement of brothers and sisters together is recorded. */
const joined = ({ children, id }: FamilyFacts, arrived: readonly Kin[], form: CarerForm, { allForms, day }: Matching): FamilyChild[] => [
  ...children,
  ...arrived.map(({ iin, birthDate }) => ({ iin, family: id, form, validFrom: day, validTo: endByLaw(allForms, form, day, birthDate), since: null })),
];

/** Whether the child lived with the family until that very day. */
const goesOn = ({ placements }: Kin, family: string, day: CivilDate): boolean =>
  placements.some(({ family: home, form, from, to, awaited }) => home === family && form !== 'GUEST' && !awaited && to === day && from < day);

interface Looked extends Fitness {
  readonly carer: string;
}

const livingOn = (carers: readonly CarerOf[], day: CivilDate): CarerOf[] => carers.filter(({ diedOn }) => diedOn === null || diedOn > day);

/** Whether each carer may take in a child, after those who have arrived before it. */
function carersFor(family: FamilyFacts, child: Kin, arrived: readonly Kin[], form: CarerForm, matching: Matching): Looked[] {
  const { day, today } = matching;
  const children = arrived.length === 0 ? null : joined(family, arrived, form, matching);
  const homeOn = children === null ? family.homeOn : (home: string | null) => homeOf(children, home, day);
  const asked = { form, kind: goesOn(child, family.id, day) ? 'GOES_ON' : 'COMES', day, today, child } as const;
  return livingOn(family.carers, today).map(({ iin }) => ({ carer: iin, ...fitnessOf(family.records.get(iin) ?? [], asked, homeOn) }));
}

/** What stands against one child coming, but for brothers and sisters. */
function barsFor(family: FamilyFacts, child: Kin, arrived: readonly Kin[], terms: PlacementFormRow, form: CarerForm, matching: Matching): { readonly bars: Reason[]; readonly looked: readonly Looked[] } {
  const looked = carersFor(family, child, arrived, form, matching);
  const bars = looked.flatMap(({ refusal, conditions }): Reason[] => {
    if (refusal === null) return [];
    const found = conditions.filter(({ met }) => met !== true).map(conditionReason);
    if (found.length > 0) return found;
    return [reasonOf(refusal.code === 'EVIDENCE_MISSING' ? 'NO_RECORD' : 'NOT_FOUND_SUITABLE')];
  });
  if (looked.length === 0) bars.push(reasonOf('NO_RECORD'));
  const full = overCapacity(joined(family, arrived, form, matching).filter((one) => one.family === family.id), family.pairs, child.iin, terms, matching.day);
  return { looked, bars: [...bars, ...(full === null ? [] : [reasonOf('FULL', [terms.legalBasis])]), ...(isThird(family, child, form, matching) ? [reasonOf('THIRD_TERM')] : [])] };
}

function isThird({ id }: FamilyFacts, { placements }: Kin, form: CarerForm, { sought, day }: Matching): boolean {
  const last = placements.findLast((one) => one.form !== 'GUEST' && !one.awaited && one.from <= day && (one.to === null || one.to > one.from));
  if (last === undefined) return false;
  const same = last.family === id || sought.sameCarers.includes(`${last.family} ${id}`);
  return isThirdTerm(form, { form: last.form, reason: last.reason as PlacementEndReason | null, same });
}

/** Where the form's article, or for adoption article 90, lets brothers and sisters be parted. */
const partingArticle = (form: CarerForm): string => PARTED[form]?.article ?? '90(2)';

const mayBeParted = (form: CarerForm, reason: SiblingsApart | null): boolean => (form === 'ADOPTION' ? reason === 'IN_THEIR_INTEREST_AND_STRANGERS' : mayPart(form, reason));

/** Whether brothers and sisters who wait can all come along. */
function canComeAlong(family: FamilyFacts, siblings: readonly Kin[], form: CarerForm, matching: Matching): boolean {
  return siblings.every((sibling, at) => {
    const terms = matching.termsFor(form, sibling);
    return terms !== null && comesFrom(sibling, form, matching.day) && barsFor(family, sibling, [matching.child, ...siblings.slice(0, at)], terms, form, matching).bars.length === 0;
  });
}

/** Brothers and sisters: who comes along, and whether any would be parted. */
function siblingsIn(family: FamilyFacts, form: CarerForm, matching: Matching): { readonly along: readonly Kin[]; readonly reasons: readonly Reason[] } {
  const { child, kin, day, siblingsApart } = matching;
  const waiting = waitingSiblings(child, kin, day);
  const along = waiting.length > 0 && canComeAlong(family, waiting, form, matching) ? waiting : [];
  const parted = arePartedIn([child, ...along], kin, family.id, form, day);
  const article = [partingArticle(form)];
  const together = along.length === 0 ? [] : [reasonOf('SIBLINGS_TOGETHER', article)];
  const apart = parted ? [reasonOf(mayBeParted(form, siblingsApart) ? 'SIBLINGS_APART_ALLOWED' : 'SIBLINGS_APART', article)] : [];
  return { along, reasons: [...together, ...apart] };
}

/** What the form asks for before it can be recorded, and of what is lawful already what must follow. */
function asksOf(form: CarerForm, looked: readonly Looked[], along: readonly Kin[], { child, day }: Matching): Reason[] {
  const consent = consentAskedIn(child, form, day);
  const siblings = along.flatMap((one) => consentAskedIn(one, form, day) ?? []).at(0);
  const untrained = looked.some(({ conditions }) => conditions.some(({ condition, met, paper }) => condition.code === 'TRAINED' && met === true && paper?.kind === 'RELATIVE_OF_CHILD'));
  return [
    ...(consent === null ? [] : [reasonOf('CONSENT_OF_CHILD', [consent])]),
    ...(siblings === undefined ? [] : [reasonOf('CONSENT_OF_SIBLING', [siblings])]),
    ...(untrained ? [reasonOf('TRAINING_WITHIN_A_YEAR')] : []),
    ...(form === 'ADOPTION' ? [reasonOf('DECIDED_BY_COURT')] : []),
  ];
}

/** One form with one family: exactly what `recordPlacement` accepts, or `movePlacement` of a child who is placed already, is possible. */
function formOf(family: FamilyFacts, form: CarerForm, matching: Matching): OptionForm | null {
  const terms = matching.termsFor(form, matching.child);
  if (terms === null || !comesFrom(matching.child, form, matching.day)) return null;
  const { bars, looked } = barsFor(family, matching.child, [], terms, form, matching);
  const { along, reasons: ofSiblings } = siblingsIn(family, form, matching);
  const room = terms.maxChildren == null || bars.some(({ code }) => code === 'FULL') ? [] : [reasonOf('ROOM', [terms.legalBasis])];
  const reasons = [...room, ...ofSiblings, ...asksOf(form, looked, along, matching), ...uniqueBars(bars)];
  const possible = !reasons.some(({ side }) => side === 'BARS');
  return { form, possible, siblings: along.map(({ iin }) => iin), reasons };
}

/** Two carers may lack the same paper. */
const uniqueBars = (bars: readonly Reason[]): Reason[] => [...new Map(bars.map((bar) => [`${bar.code} ${bar.condition}`, bar])).values()];

/** The record of each carer that speaks for the family: the last one. */
const lastRecords = ({ carers, records }: FamilyFacts) => carers.flatMap(({ iin }) => records.get(iin)?.at(-1)?.row ?? []);

/** Whether the child's language is spoken; null where it is not known. */
function speaks(family: FamilyFacts, { sought: { language } }: Matching): boolean | null {
  const spoken = lastRecords(family).flatMap(({ languages }) => languages);
  return language === null || spoken.length === 0 ? null : spoken.includes(language);
}

/** What the child needs that no carer is prepared for. */
function unmetNeeds(family: FamilyFacts, { sought: { needs } }: Matching): number {
  const prepared = new Set(lastRecords(family).flatMap(({ preparedFor }) => preparedFor));
  return needs.filter((need) => !prepared.has(need)).length;
}

const STANDINGS = ['RELATIVE', 'SIBLINGS', 'COUPLE', 'OTHER'];

const distanceOf = ({ regionKato, districtKato }: LookedAt, { sought }: Matching): number => (districtKato === sought.districtKato ? 0 : regionKato === sought.regionKato ? 1 : 2);

/** Families in the order in which they are offered: those of one standing by distance, language, needs, and how many children live there. */
export function inOrder(families: readonly FamilyFacts[], matching: Matching): FamilyFacts[] {
  const keyed = families.map((family) => {
    const spoken = speaks(family, matching);
    return { family, key: [STANDINGS.indexOf(family.standing), distanceOf(family, matching), spoken === true ? 0 : 1, unmetNeeds(family, matching), residentsOf(family, matching.day).size, Number(family.id)] };
  });
  const compare = (a: readonly number[], b: readonly number[]): number => a.map((value, i) => value - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ family }) => family);
}

/** What speaks for and against the family, in whatever form. */
function familyReasons(family: FamilyFacts, siblingsLiveThere: boolean, matching: Matching): Reason[] {
  const spoken = speaks(family, matching);
  const distance = distanceOf(family, matching);
  return [
    ...(family.standing === 'RELATIVE' ? [reasonOf('RELATIVE')] : []),
    ...(siblingsLiveThere ? [reasonOf('SIBLING_LIVES_HERE')] : []),
    ...(family.carers.length > 1 ? [reasonOf('COUPLE')] : []),
    reasonOf(distance === 0 ? 'SAME_DISTRICT' : distance === 1 ? 'SAME_REGION' : 'OTHER_REGION'),
    ...(spoken === null ? [] : [reasonOf(spoken ? 'LANGUAGE_SHARED' : 'LANGUAGE_NOT_SHARED')]),
    ...(matching.sought.needs.length === 0 ? [] : [reasonOf(unmetNeeds(family, matching) === 0 ? 'PREPARED' : 'NOT_PREPARED')]),
  ];
}

/** Whether each carer was ever found suitable in a form: without that no more need be looked at where only what is possible is asked for. */
const everSuitable = ({ carers, records }: FamilyFacts, form: CarerForm, today: CivilDate): boolean =>
  livingOn(carers, today).every(({ iin }) => (records.get(iin) ?? []).some(({ known }) => known.decisions.some((decision) => decision.suitable && sameForm(form).includes(decision.form))));

/** A family as an option: every form with what speaks for and against it; without `barred` only forms that are possible, null where none is. */
export function optionOf(family: FamilyFacts, siblingsLiveThere: boolean, barred: boolean, matching: Matching): Option | null {
  const asked = barred ? matching.forms : matching.forms.filter((form) => everSuitable(family, form, matching.today));
  const forms = asked.flatMap((form) => formOf(family, form, matching) ?? []).filter(({ possible }) => barred || possible);
  return forms.length === 0 ? null : { family, residents: residentsOf(family, matching.day).size, forms, reasons: familyReasons(family, siblingsLiveThere, matching) };
}
