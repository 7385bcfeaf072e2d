import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { CareBook } from '../../rules/book.js';
import { readForms } from '../form/placement-form.repository.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';
import { type Change, changesOf, dayOf, inOrder } from './changes.js';
import { insertEntitlement, isComputed, noteComputed, replaceEntitlement, storedKeeps, storedPays } from './entitlement.repository.js';
import { keepsOf, paysOf } from './entitlements-of.js';
import { familiesOf, familyFacts, type Held, holdMoney, personFacts } from './family-facts.repository.js';
import { tellEntitlement } from './tell-entitlement.js';

/** The day on which something happened, and the one on which it is worked out. */
export interface RefreshDays {
  readonly occurredOn: CivilDate;
  readonly today: CivilDate;
}

/** A change that is to be told, and of which family. */
interface Untold extends Change {
  readonly family: string;
  readonly occurredOn: CivilDate;
}

/** What has changed of the keep of some families' children, and of the pay of their carers, in all families of theirs. */
async function changesIn(em: EntityManager, { families, people }: Held, { occurredOn, today }: RefreshDays, book: CareBook): Promise<Untold[]> {
  const forms = await readForms(em);
  const found: Untold[] = [];
  for (const family of families) {
    const facts = await familyFacts(em, family, today);
    const changes = changesOf(await storedKeeps(em, family), keepsOf(facts, forms, book), facts);
    found.push(...changes.map((change) => ({ ...change, family, occurredOn: dayOf(change, facts, occurredOn) })));
  }
  for (const person of people) {
    const facts = await personFacts(em, person, today);
    const changes = changesOf(await storedPays(em, person), paysOf(facts, forms, book), facts);
    found.push(...changes.map((change) => ({ ...change, family: facts.carers[0]?.family ?? '', occurredOn: dayOf(change, facts, occurredOn) })));
  }
  return found;
}

async function tell(em: EntityManager, { was, now, family, occurredOn }: Untold): Promise<void> {
  if (was !== null) await replaceEntitlement(em, family, was.id, now);
  await tellEntitlement(em, was?.id ?? (await insertEntitlement(em, family, now)), occurredOn);
}

/** Computes money that is held. */
async function refresh(em: EntityManager, held: Held, days: RefreshDays): Promise<void> {
  const figures = (await noteComputed(em, held.families, days.today)) ? await knownFigures(em) : null;
  if (figures === null) return;
  for (const change of inOrder(await changesIn(em, held, days, figures.book))) await tell(em, change);
}

/**
 * Computes what families' placements make due, their children's keep and their carers' pay, and tells benefits what has changed of it,
 * once. While no index has been told nothing is computed: `catchUp` does it when one has.
 */
export const refreshFamilies = (em: EntityManager, families: readonly string[], days: RefreshDays): Promise<void> =>
  nationwide(em, async () => refresh(em, await holdMoney(em, families), days));

/** The same of a family that is behind, unless somebody else has done it meanwhile. */
export const refreshBehind = (em: EntityManager, family: string, today: CivilDate): Promise<void> =>
  nationwide(em, async () => {
    const held = await holdMoney(em, [family]);
    if (!(await isComputed(em, family))) await refresh(em, held, { occurredOn: today, today });
  });

/** The same of every family that a child is or was in: in the transaction of what happened to the child. */
export const refreshChild = (em: EntityManager, iin: string, days: RefreshDays): Promise<void> =>
  nationwide(em, async () => refresh(em, await holdMoney(em, await familiesOf(em, [iin])), days));

/** Holds the money of all families of some children, and of more families, before the first is computed: nobody waits for whoever waits for them. */
export const holdFamilies = (em: EntityManager, iins: readonly string[], more: readonly string[] = []): Promise<void> =>
  nationwide(em, async () => void (await holdMoney(em, [...(await familiesOf(em, iins)), ...more])));
