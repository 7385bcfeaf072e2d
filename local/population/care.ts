import { guardianshipBody, institution } from '../../subgraphs/shared/synthetic/organisations.js';
import { type CarePath, carePath, type Step } from './care-path.js';
import { type Carers, relative, strangers } from './carers.js';
import { dateOf } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { guestStays } from './guest.js';
import { loseParents } from './loss.js';
import { lastBirth } from './marriage.js';
import { institutionPlace } from './places.js';
import { placeChildren, type Stage } from './placement.js';
import type { Random } from './random.js';
import { type CareStory, showcaseOf } from './story.js';

const SHIELDED = 0.08;

/** Tells how the children of a household came into care. Siblings stay together: apart is the law's exception (119(3), 132-4). */
export function tellCare(draft: Draft, families: readonly Family[], story: CareStory): void {
  const random = draft.random('care');
  const shielded = showcaseOf(draft.number)?.shielded ?? random.happens(SHIELDED);
  const paths = families.map((family) => losing(draft, family, story, random));
  const fosterFamily = story === 'FOSTER_FAMILY' ? fosterStage(draft, families, paths, random) : null;
  families.forEach((family, i) => {
    const path = paths[i];
    if (path === undefined) return;
    const stages = path.steps.map((step, order) => stageOf(draft, family, step, order, random));
    if (fosterFamily) stages.push(fosterFamily);
    const facts = { reason: path.reason, returned: path.returned, shielded };
    placeChildren(draft, family, stages, facts);
    if (story === 'GUEST') guestStays(draft, family, stages, facts, random);
  });
}

function losing(draft: Draft, family: Family, story: CareStory, random: Random): CarePath {
  const path = carePath(story, lastBirth(family) + 30, draft.asOf, random);
  loseParents(draft, family, path.reason, path.lost, path.returned, random);
  return path;
}

/** One contract day for the children of all families, after the last of them came to an institution. */
function fosterStage(draft: Draft, families: readonly Family[], paths: readonly CarePath[], random: Random): Stage | null {
  const [family] = families;
  if (family === undefined) return null;
  const latest = Math.max(...paths.flatMap(({ steps }) => steps.map(({ from }) => from)));
  const from = random.between(latest + 20, Math.min(latest + 500, draft.asOf - 5));
  const carers = strangers(draft, family, from, true, { atLeast: 28, atMost: 62 }, random);
  return stage({ form: 'FOSTER_FAMILY', from }, 1, draft, carers);
}

export function stageOf(draft: Draft, family: Family, step: Step, order: number, random: Random): Stage {
  const { form, from } = step;
  switch (form) {
    case 'GUARDIANSHIP':
      return stage(step, order, draft, guardian(draft, family, step, random));
    case 'PROFESSIONAL_FOSTER':
      // 30 to 63 at the contract (132-8(1)), and not yet 63 today.
      return stage(step, order, draft, strangers(draft, family, from, random.happens(0.6), { atLeast: 31, atMost: 62 }, random));
    case 'PATRONAGE':
    case 'FOSTER_FAMILY':
      return stage(step, order, draft, strangers(draft, family, from, false, { atLeast: 28, atMost: 60 }, random));
    case 'INSTITUTION':
      return { ...stage(step, order, draft, { persons: [], home: institutionPlace(family.home.district) }), institution: institution(family.home.district) };
    default:
      return form satisfies never;
  }
}

const guardian = (draft: Draft, family: Family, { from }: Step, random: Random): Carers =>
  random.happens(0.88) ? relative(draft, family, from, random) : strangers(draft, family, from, false, { atLeast: 28, atMost: 62 }, random);

export const stage = ({ form, from }: Step, order: number, { number }: Draft, { persons, home }: Carers): Stage => ({
  form,
  from,
  carers: persons.map(({ iin }) => iin),
  home,
  institution: null,
  body: guardianshipBody(home.district),
  act: `${dateOf(from).slice(0, 4)}/${number}-${order + 1}`,
});
