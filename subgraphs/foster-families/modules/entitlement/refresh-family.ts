import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Period } from '../../../shared/periods.js';
import { nationwide } from '../access/nation.js';
import { readForms } from '../form/placement-form.repository.js';
import { knownFigures } from '../index-parameter/parameter.repository.js';
import type { Entitlement, FamilyFacts } from './entitlement.js';
import { amountsToStore, contentOf, type FamilyMoney, insertEntitlement, isComputed, noteComputed, replaceEntitlement, storedOf, type StoredEntitlement } from './entitlement.repository.js';
import { entitlementsOf } from './entitlements-of.js';
import { familiesOf, familyFacts, lockFamilies, lockFamily } from './family-facts.repository.js';
import { tellEntitlement } from './tell-entitlement.js';

type KeyOf = (one: Pick<Entitlement, 'programme' | 'component' | 'carer' | 'bodyBin' | 'regionKato' | 'parts'>) => string;

/** A child's keep is known by the child and the payee, a carer's pay by the carer, and both by who decides and pays. */
const keyIn = ({ placements }: FamilyFacts): KeyOf => {
  const children = new Map(placements.map(({ id, iin }) => [id, iin]));
  return ({ programme, component, carer, bodyBin, regionKato, parts }) => [programme, component, carer, bodyBin, regionKato, component === 'CHILD_MONEY' ? children.get(parts[0]?.placement ?? '') : ''].join(' ');
};

const meet = (a: Period, b: Period): boolean => a.from === b.from || ((b.to === null || a.from < b.to) && (a.to === null || b.from < a.to));

/** What became of an entitlement that nothing makes due any more: it was never due, and stays on record. */
const voided = (stored: StoredEntitlement): Entitlement => ({ ...stored, to: stored.from, endReason: 'PLACEMENT_ENDED', amounts: [] });

interface Change {
  readonly id: string | null;
  readonly now: Entitlement;
}

/** Which entitlements are new, which are other ones than were told, and which are none. */
function changesOf(stored: readonly StoredEntitlement[], now: readonly Entitlement[], keyOf: KeyOf): Change[] {
  const free = new Set(stored);
  const found = now.map((one): Change & { readonly was: StoredEntitlement | null } => {
    const was = [...free].find((old) => keyOf(old) === keyOf(one) && meet(old, one)) ?? null;
    if (was !== null) free.delete(was);
    return { id: was?.id ?? null, now: one, was };
  });
  const gone = [...free].map((was) => ({ id: was.id, now: voided(was), was }));
  return [...found, ...gone].filter(({ was, now: one }) => was === null || contentOf(was, was.amounts) !== contentOf(one, amountsToStore(one)));
}

/** What was over before anything was told of the family was paid without a word from here, and is not told now. */
function wasOver({ to, parts }: Entitlement, { placements }: FamilyFacts, { toldFrom }: FamilyMoney): boolean {
  const before = new Set(placements.filter(({ paidBefore }) => paidBefore).map(({ id }) => id));
  return to !== null && to < toldFrom && parts.every(({ placement }) => before.has(placement));
}

async function refreshOne(em: EntityManager, familyId: string, occurredOn: CivilDate): Promise<void> {
  await lockFamily(em, familyId);
  const money = await noteComputed(em, familyId, occurredOn);
  const figures = money.figures ? await knownFigures(em) : null;
  if (figures === null) return;
  const facts = await familyFacts(em, familyId);
  const now = entitlementsOf(facts, await readForms(em), figures.book);
  for (const { id, now: one } of changesOf(await storedOf(em, familyId), now, keyIn(facts))) {
    if (id === null && wasOver(one, facts, money)) continue;
    const key = id ?? (await insertEntitlement(em, familyId, one));
    if (id !== null) await replaceEntitlement(em, id, one);
    await tellEntitlement(em, key, occurredOn);
  }
}

/**
 * Computes what a family's placements make due, and tells benefits what has changed of it, once. While no index has been told nothing is
 * computed: `catchUp` does it when one has.
 */
export const refreshFamily = (em: EntityManager, familyId: string, occurredOn: CivilDate): Promise<void> => nationwide(em, () => refreshOne(em, familyId, occurredOn));

/** The same of a family that is behind, unless somebody else has done it meanwhile. */
export const refreshBehind = (em: EntityManager, familyId: string, today: CivilDate): Promise<void> =>
  nationwide(em, async () => {
    await lockFamily(em, familyId);
    if (!(await isComputed(em, familyId))) await refreshOne(em, familyId, today);
  });

/** The same of every family that a child is or was in: in the transaction of what happened to the child. */
export const refreshChild = (em: EntityManager, iin: string, occurredOn: CivilDate): Promise<void> =>
  nationwide(em, async () => {
    const families = await familiesOf(em, [iin]);
    await lockFamilies(em, families);
    for (const family of families) await refreshOne(em, family, occurredOn);
  });

/** Holds the money of all families of some children, and more of them, before the first is computed: nobody waits for whoever waits for them. */
export const holdFamilies = (em: EntityManager, iins: readonly string[], more: readonly string[] = []): Promise<void> =>
  nationwide(em, async () => lockFamilies(em, [...(await familiesOf(em, iins)), ...more]));
