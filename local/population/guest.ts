import { strangers } from './carers.js';
import { birthdayOf, dateOf, type Day } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { isAlive, type Life } from './life.js';
import { care, type CareFacts, type Stage } from './placement.js';
import { at, type Random } from './random.js';

/**
 * Stays of institution children with a guest family (Family Code, 137-1): the child still belongs to the institution,
 * and the stay ends by its term, so it has no end reason. The last of them is going on.
 */
export function guestStays(draft: Draft, family: Family, stages: readonly Stage[], facts: CareFacts, random: Random): void {
  const institution = at(stages, stages.length - 1);
  const hosts = strangers(draft, family, institution.from, random.happens(0.7), { atLeast: 28, atMost: 62 }, random);
  const visit = (from: Day, act: string): Stage => ({
    ...institution,
    form: 'GUEST',
    from,
    carers: hosts.persons.map(({ iin }) => iin),
    home: hosts.home,
    act: `${dateOf(from).slice(0, 4)}/${draft.number}-${act}`,
  });
  const current = Math.max(institution.from, draft.asOf - random.between(0, 12));
  const past = current - random.between(90, 200);
  const pastUntil = past + random.between(5, 30);
  family.children.forEach((child, order) => {
    if (!child.isChild) return;
    if (past > institution.from && visits(child, pastUntil)) {
      draft.facts.cares.push({ ...care(child, visit(past, `G1.${order + 1}`), null, facts), to: dateOf(pastUntil) });
    }
    if (visits(child, draft.asOf)) draft.facts.cares.push(care(child, visit(current, `G2.${order + 1}`), null, facts));
  });
}

/** Still a child of the institution when the stay ends. */
const visits = (child: Life, until: Day): boolean => isAlive(child, until) && birthdayOf(child.born, 18) > until;
