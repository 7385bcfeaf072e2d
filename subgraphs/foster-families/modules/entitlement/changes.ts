import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { Period } from '../../../shared/periods.js';
import type { CareFactsKnown, Entitlement } from './entitlement.js';
import { amountsToStore, contentOf, type StoredEntitlement } from './entitlement.repository.js';

/** An entitlement that is another one than was told last. */
export interface Change {
  /** As it was told last; null for one that is new. */
  readonly was: StoredEntitlement | null;
  readonly now: Entitlement;
}

type KeyOf = (one: Pick<Entitlement, 'programme' | 'component' | 'carer' | 'bodyBin' | 'regionKato' | 'parts'>) => string;

/** A child's keep is known by the child and the payee, a carer's pay by the carer, of whom all are, and both by who decides and pays. */
const keyIn = ({ placements }: CareFactsKnown): KeyOf => {
  const children = new Map(placements.map(({ id, iin }) => [id, iin]));
  return ({ programme, component, carer, bodyBin, regionKato, parts }) =>
    [programme, component, bodyBin, regionKato, ...(component === 'CHILD_MONEY' ? [carer, children.get(parts[0]?.placement ?? '')] : [])].join(' ');
};

const meet = (a: Period, b: Period): boolean => a.from === b.from || ((b.to === null || a.from < b.to) && (a.to === null || b.from < a.to));

/** What became of an entitlement that nothing makes due any more: it was never due, and stays on record. */
const voided = (stored: StoredEntitlement): Entitlement => ({ ...stored, to: stored.from, endReason: 'PLACEMENT_ENDED', amounts: [] });

/** Which entitlements are new, which are other ones than were told, and which are none. */
export function changesOf(stored: readonly StoredEntitlement[], now: readonly Entitlement[], facts: CareFactsKnown): Change[] {
  const [free, keyOf] = [new Set(stored), keyIn(facts)];
  const found = now.map((one): Change => {
    const was = [...free].find((old) => keyOf(old) === keyOf(one) && meet(old, one)) ?? null;
    if (was !== null) free.delete(was);
    return { was, now: one };
  });
  const gone = [...free].map((was): Change => ({ was, now: voided(was) }));
  return [...found, ...gone].filter(({ was, now: one }) => (was === null ? !wasOver(one, facts) : contentOf(was, was.amounts) !== contentOf(one, amountsToStore(one))));
}

/** What was over before anything was told of the family was paid without a word from here, and is not told now; but for what has been heard of since. */
function wasOver({ component, to, parts, carer }: Entitlement, { placements, carers }: CareFactsKnown): boolean {
  const toldFrom = new Map(placements.map((one) => [one.id, one.toldFrom]));
  const before = (placement: string): boolean => to !== null && to < (toldFrom.get(placement) ?? '');
  return parts.every(({ placement }) => before(placement)) && !carers.some(({ id, deathIsNews }) => deathIsNews && (component === 'CARER_PAY' || id === carer));
}

const isLonger = (now: Period, was: Period | null): boolean => was === null || now.from < was.from || (was.to !== null && (now.to === null || now.to > was.to));

/** What ends, or becomes shorter, first: it makes room for what begins, or becomes longer, of which benefits has one at a time for a right. */
export const inOrder = <Some extends Change>(changes: readonly Some[]): Some[] => changes.toSorted((a, b) => Number(isLonger(a.now, a.was)) - Number(isLonger(b.now, b.was)));

/** The day on which a change happened: that of an adoption where it seals what was told of a child, whenever it is told, since the event does not name the child any more. */
export function dayOf({ was, now }: Change, { placements }: CareFactsKnown, occurredOn: CivilDate): CivilDate {
  const sealed = new Map(placements.map(({ id, sealedOn }) => [id, sealedOn]));
  const days = now.parts.flatMap((part) => {
    const toldSo = was?.parts.some((one) => one.placement === part.placement && one.from === part.from && one.to === part.to) === true;
    return toldSo ? [] : (sealed.get(part.placement) ?? []);
  });
  const [first, ...more] = days;
  return first === undefined ? occurredOn : latest(first, ...more);
}
