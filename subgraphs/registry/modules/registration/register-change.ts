import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { eventDates, inputText, type EventDates } from '../../../shared/mutation/event-dates.js';
import type { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule, type Work } from '../../../shared/mutation/mutate.js';
import { requireVersion } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import type { Act } from '../history/fact.js';
import { lockPeople, personIn, setVersion, type Named, type People, type PersonState } from '../person/person-state.repository.js';
import type { RegistrationKind } from './registration-kind.type.js';
import { insertRegistration, registrationById } from './registration.repository.js';
import { toRegistration, type RegistrationOutcome } from './registration.type.js';
import { requireBorn, requireLiving } from './rules.js';

/** The rule of a mutation of the register: the registry's own ministry, for civil registration. */
export const ruleOf = (field: string): MutationRule => ({ coordinate: `Mutation.${field}`, roles: ['ministry:registry'], purpose: 'CIVIL_REGISTRATION' });

const LONGEST_SOURCE = 200;

/** An input's days and source, checked. */
export const eventOf = (input: EventInput, { today }: SubgraphContext): EventDates & { readonly source: string } => ({
  ...eventDates(input, today),
  source: inputText('input.source', input.source, LONGEST_SOURCE),
});

/** Who a change is about, and what kind of entry it makes. */
export interface ChangeOf {
  readonly kind: RegistrationKind;
  readonly subject: Named;
  /** Whom else the input names; they are locked too, and must be known. */
  readonly others?: readonly Named[];
  /** True for what may be registered of the dead as well. */
  readonly afterDeath?: boolean;
}

/** A change under way: everybody concerned is locked, the journal has its entry, the record its next version. */
export interface Change extends EventDates {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly person: PersonState;
  readonly people: People;
  readonly act: Act;
  readonly today: CivilDate;
}

/** Whom it concerned. */
export interface Concerned {
  readonly subjects: readonly string[];
  readonly retired?: readonly string[];
}

/** What the answer to a mutation of the register is made of. */
type Entry = { readonly registration: string };

/** Registers a change of one person's record: what every such mutation checks and keeps; `work` does what is its own. */
export function registerChange(
  context: SubgraphContext,
  rule: MutationRule,
  input: ChangeInput,
  { kind, subject, others = [], afterDeath = false }: ChangeOf,
  work: (change: Change) => Promise<Concerned>,
): Promise<RegistrationOutcome> {
  return answer(context, rule, input, async (em, viewer) => {
    const { source, ...dates } = eventOf(input, context);
    const people = await lockPeople(em, [subject, ...others]);
    const person = personIn(people, subject);
    requireVersion(input.expectedVersion, person.version);
    requireBorn(person, dates);
    if (!afterDeath) requireLiving(person, dates.occurredOn, 'input.occurredOn');
    const version = person.version + 1;
    await setVersion(em, person.iin, version);
    const id = await insertRegistration(em, { ...dates, iin: person.iin, kind, source, version });
    return { reference: { registration: id }, ...(await work({ em, viewer, person, people, act: { id, source }, today: context.today, ...dates })) };
  });
}

/** Carries out a mutation of the register and answers with the entry it made, now or when it was first asked. */
export async function answer(context: SubgraphContext, rule: MutationRule, input: EventInput, work: Work<Entry>): Promise<RegistrationOutcome> {
  const done = await mutate(context, rule, input, work);
  if (done instanceof Refusal) return done;
  const row = await registrationById(context).load(done.registration);
  if (row === null) throw new Error('An entry of the journal is not there.');
  return toRegistration(row);
}
