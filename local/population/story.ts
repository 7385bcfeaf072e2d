import { type Births, CHILD_SINCE } from './births.js';
import { type Day, years } from './calendar.js';
import { type Random, weights } from './random.js';

/**
 * Stories that bring a household's children into care, by the form they are in at the end. Under `GUEST` they live in
 * an institution and visit a family; under `RETURNED` they are home again.
 */
export const CARE_STORIES = ['GUARDIANSHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'INSTITUTION', 'GUEST', 'RETURNED'] as const;
export type CareStory = (typeof CARE_STORIES)[number];

/** What sets a household apart. Ordinary things (a move, a death, a disability) happen to plain households as well. */
export type Story =
  | CareStory
  | 'PLAIN'
  | 'EMIGRATION'
  | 'NATURALISATION'
  | 'REGAINED_CITIZENSHIP'
  | 'ADOPTION'
  | 'STEP_ADOPTION'
  | 'DEMO';

export const isCare = (story: Story): story is CareStory => (CARE_STORIES as readonly Story[]).includes(story);

/**
 * Households per 100,000. Care is fitted so that 0.35 % of children are in care at the as-of day, by form as in the
 * facts of 2023 (guardianship and trusteeship 73 %, institutions 17 %, patronage 8 %, the rest 2 %).
 */
const STORIES = weights<Story>([
  ['PLAIN', 97_477],
  ['EMIGRATION', 600],
  ['NATURALISATION', 720],
  ['REGAINED_CITIZENSHIP', 20],
  ['ADOPTION', 540],
  ['STEP_ADOPTION', 230],
  ['RETURNED', 80],
  ['GUARDIANSHIP', 232],
  ['PATRONAGE', 22],
  ['FOSTER_FAMILY', 1],
  ['PROFESSIONAL_FOSTER', 4],
  ['INSTITUTION', 64],
  ['GUEST', 10],
]);

/** A household that is there by construction. */
interface Showcase {
  readonly story: Story;
  readonly shielded?: true;
  /** Needs a child of trusteeship age, 14 to 17. */
  readonly adolescent?: true;
}

/**
 * The first households after the demo family: one of each rare kind, so that a population of a few thousand shows
 * them all. That makes such things more frequent than in the country as long as the population is small.
 */
const SHOWCASES: readonly Showcase[] = [
  { story: 'GUARDIANSHIP' },
  { story: 'GUARDIANSHIP', adolescent: true },
  { story: 'PATRONAGE' },
  { story: 'FOSTER_FAMILY' },
  { story: 'PROFESSIONAL_FOSTER', shielded: true },
  { story: 'PROFESSIONAL_FOSTER' },
  { story: 'INSTITUTION', adolescent: true },
  { story: 'GUEST' },
  { story: 'RETURNED' },
  { story: 'EMIGRATION' },
  { story: 'NATURALISATION' },
  { story: 'REGAINED_CITIZENSHIP' },
  { story: 'ADOPTION' },
  { story: 'STEP_ADOPTION' },
];

export const SHOWCASE_HOUSEHOLDS = SHOWCASES.length;

export const showcaseOf = (household: number): Showcase | undefined => SHOWCASES[household - 1];

export function storyOf(household: number, random: Random): Story {
  if (household === 0) return 'DEMO';
  return showcaseOf(household)?.story ?? random.weighted(STORIES);
}

/** Whether a family's births leave room for a story to have happened to it. */
export function suits(story: Story, births: Births, asOf: Day, adolescent = false): boolean {
  const youngest = asOf - (births.at(-1) ?? asOf);
  if (isCare(story)) {
    return youngest > 400 && youngest < years(16.5) && (!adolescent || births.some((day) => isAdolescent(asOf - day)));
  }
  switch (story) {
    case 'PLAIN':
    case 'DEMO':
      return true;
    case 'EMIGRATION':
    case 'ADOPTION':
    case 'STEP_ADOPTION':
      return youngest > 200;
    case 'NATURALISATION':
      return asOf - Math.max(CHILD_SINCE, births[0] ?? asOf) > 400;
    case 'REGAINED_CITIZENSHIP':
      return youngest > years(3);
    default:
      return story satisfies never;
  }
}

const isAdolescent = (age: number): boolean => age > years(14.5) && age < years(17.5);
