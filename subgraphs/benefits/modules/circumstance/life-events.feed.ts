import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Apply, ReceivedEvent } from '../../../shared/feeds/consume.js';
import type { DataFor } from '../../../shared/feeds/contract.js';
import type { GUARDIANSHIPS } from '../../../shared/feeds/contracts/guardianships.js';
import type { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import type { LifeEvent } from '../../rules/circumstances.js';
import { holdPeople } from '../access/nation.js';
import { changeAmounts } from '../job/job.js';
import { applyHappening, isRecorded } from './apply-effect.js';
import { concernedBy, type Whom } from './concerned.js';

type Data<Type extends 'DEATH' | 'CITIZENSHIP' | 'PARENTAL_RIGHTS' | 'PARENTAGE'> = DataFor<typeof LIFE_EVENTS, 'benefits', Type>;
type Guardianships = DataFor<typeof GUARDIANSHIPS, 'benefits', 'GUARDIANSHIPS'>;

/** Something that a register tells of, and to whom it happened. */
interface Told {
  readonly event: LifeEvent;
  readonly occurredOn: CivilDate;
  readonly whom: Whom;
}

/**
 * Does to every award concerned what the law says, once: registers tell of a state, and so of the same thing again. The people are held,
 * so that a decision under way either sees what was told (case/known.ts) or has written the award that is found here.
 */
async function happened(em: EntityManager, { event, occurredOn, whom }: Told, receivedOn: CivilDate, source: string): Promise<void> {
  const happening = { event, occurredOn, receivedOn };
  await changeAmounts(em);
  await holdPeople(em, [whom.childIin, whom.recipientIin].filter((iin) => iin !== undefined));
  for (const concerned of await concernedBy(em, whom)) {
    if (await isRecorded(em, concerned, happening)) continue;
    await applyHappening(em, concerned, { happening, note: { occurredOn, receivedOn, source, by: null }, today: receivedOn, facts: null });
  }
}

/** A handler for events of which each tells of so many things. */
const telling = <D>(source: string, toldBy: (event: ReceivedEvent<D>) => readonly Told[]): Apply<D> => async (em, events) => {
  for (const event of events) {
    // What is registered ahead of its day has not happened yet.
    for (const told of toldBy(event)) if (told.occurredOn <= event.receivedOn) await happened(em, told, event.receivedOn, source);
  }
};

/** A death ends what the child had, and gives what the person received to somebody else, or ends it. */
export const applyDeaths = telling<Data<'DEATH'>>('registry', ({ data: { iin, diedOn } }) => [
  { event: 'CHILD_DIED', occurredOn: diedOn, whom: { childIin: iin } },
  { event: 'RECIPIENT_DIED', occurredOn: diedOn, whom: { recipientIin: iin } },
]);

/** The day on which somebody ceased to be a citizen; null for a citizen, and for who never was one. */
function lostOn({ citizenships }: Data<'CITIZENSHIP'>): CivilDate | null {
  const ours = citizenships.filter(({ country }) => country === 'KZ');
  return ours.some(({ to }) => to === null) ? null : (ours.map(({ to }) => to ?? '').toSorted().at(-1) ?? null);
}

export const applyCitizenships = telling<Data<'CITIZENSHIP'>>('registry', ({ data }) => {
  const day = lostOn(data);
  if (day === null) return [];
  return [{ childIin: data.iin }, { recipientIin: data.iin }].map((whom) => ({ event: 'CITIZENSHIP_LOST' as const, occurredOn: day, whom }));
});

/** Limited and removed rights end what that parent receives for that child alike. */
export const applyParentalRights = telling<Data<'PARENTAL_RIGHTS'>>('registry', ({ data: { iin, rights }, receivedOn }) =>
  rights.filter(({ to }) => to === null || to > receivedOn).map(({ parentIin, from }) => ({ event: 'RIGHTS_REMOVED', occurredOn: from, whom: { childIin: iin, recipientIin: parentIin } })));

/** An adoption that ended, by a parent who is none now. */
export const applyCancelledAdoptions = telling<Data<'PARENTAGE'>>('registry', ({ data: { iin, parents } }) => {
  const now = new Set(parents.filter(({ to }) => to === null).map((parent) => parent.iin));
  return parents.flatMap(({ iin: parent, basis, to }) => (basis === 'ADOPTION' && to !== null && !now.has(parent) ? [{ event: 'ADOPTION_CANCELLED' as const, occurredOn: to, whom: { childIin: iin, recipientIin: parent } }] : []));
});

/** Life in an institution is full state support; a guardian whose guardianship ended, and who has none now, is released or removed. */
export const applyGuardianships = telling<Guardianships>('foster-families', ({ data: { iin, guardianships }, receivedOn }) => {
  const holds = ({ to }: { readonly to: CivilDate | null }): boolean => to === null || to > receivedOn;
  const now = new Set(guardianships.filter(holds).map(({ representativeIin }) => representativeIin));
  return guardianships.flatMap((one): Told[] => {
    const { form, representativeIin, from, to } = one;
    if (form === 'INSTITUTION') return holds(one) ? [{ event: 'FULL_STATE_SUPPORT', occurredOn: from, whom: { childIin: iin } }] : [];
    if (representativeIin === null || to === null || holds(one) || now.has(representativeIin)) return [];
    return [{ event: 'GUARDIAN_REMOVED', occurredOn: to, whom: { childIin: iin, recipientIin: representativeIin } }];
  });
});
