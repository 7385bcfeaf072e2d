import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import { latest } from '../../../shared/calendar.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { citizenshipsIn, parentsIn, residenceIn, rightsIn } from '../history/event-data.js';
import type { Fact } from '../history/fact.js';
import { readFacts, writeFacts } from '../history/fact-table.js';
import { nationwide } from '../history/nation.js';
import { CITIZENSHIP, PARENTAGE, PARENTAL_RIGHT, type ParentageFact } from '../history/tables.js';
import { bornOn } from '../history/timeline.js';
import { nameCells } from '../person/name.input.type.js';
import { changeIdentity } from '../person/new-identity.js';
import { personIn } from '../person/person-state.repository.js';
import type { Change, Concerned } from '../registration/register-change.js';
import type { RegistrationKind } from '../registration/registration-kind.type.js';
import { requireLiving, requireOlder, requireOthers } from '../registration/rules.js';
import { readResidences, writeResidences } from '../residence/residence-history.js';
import { namedParents, type NamedParent } from './parent.input.type.js';
import type { ParentageChange, RegisterParentageInput } from './parentage-change.input.type.js';
import { adopted, annulled, cancelled, established, requireBirthDate, requireMinor, type ParentageEvent } from './parentage-rules.js';

export const KIND_OF_PARENTAGE: Readonly<Record<ParentageChange, RegistrationKind>> = {
  ESTABLISHED: 'PARENTAGE_ESTABLISHED',
  ADOPTED: 'ADOPTION',
  ADOPTION_CANCELLED: 'ADOPTION_CANCELLED',
  ANNULLED: 'PARENTAGE_ANNULLED',
};

/** Which fields each change takes; the schema cannot say it, so that a wrong one is bad input. */
function requireShape({ change, parents, keptParents, endedParents, birthDate }: RegisterParentageInput): void {
  const ends = change === 'ADOPTION_CANCELLED' || change === 'ANNULLED';
  if (change === 'ESTABLISHED' && parents.length !== 1) throw badInput('input.parents', 'must name one parent where a parentage is established.');
  if (change === 'ADOPTED' && parents.length === 0) throw badInput('input.parents', 'must name the adopters.');
  if (change !== 'ADOPTED' && keptParents != null) throw badInput('input.keptParents', 'must be left out unless the child was adopted.');
  if (ends !== (endedParents != null && endedParents.length > 0)) throw badInput('input.endedParents', 'must name somebody where an adoption is cancelled or a parentage annulled, and be left out otherwise.');
  if (birthDate != null && change === 'ESTABLISHED') throw badInput('input.birthDate', 'must be left out where a parentage is established.');
}

function parentagesAfter(all: readonly Fact<ParentageFact>[], event: ParentageEvent, { change, keptParents, endedParents }: RegisterParentageInput): Fact<ParentageFact>[] {
  switch (change) {
    case 'ESTABLISHED':
      return established(all, event);
    case 'ADOPTED':
      return adopted(all, event, keptParents ?? []);
    case 'ADOPTION_CANCELLED':
      return cancelled(all, event, endedParents ?? []);
    case 'ANNULLED':
      return annulled(all, event, endedParents ?? []);
    default:
      return change satisfies never;
  }
}

/** Parents whom the record does not have yet must be possible ones; those it restores it has had. */
function requireParents({ people, occurredOn }: Change, change: ParentageChange, parents: readonly NamedParent[], birthDate: CivilDate): void {
  for (const parent of parents) {
    const found = personIn(people, parent);
    requireOlder(found, parent, { birthDate });
    if (change === 'ADOPTED') requireLiving(found, occurredOn, parent.field);
  }
}

type Parentages = readonly Fact<ParentageFact>[];

/** Everybody whose parentage is another one now. */
const concerned = (iin: string, before: Parentages, after: Parentages): Concerned => {
  const changed = [...before.filter((fact) => !after.includes(fact)), ...after.filter((fact) => !before.includes(fact))];
  return { subjects: [...new Set([iin, ...changed.map(({ is }) => is.parentIin)])] };
};

const tellParentage = ({ em, person: { iin }, occurredOn }: Change, subjects: readonly string[], parentages: Parentages): Promise<unknown> =>
  publish(em, LIFE_EVENTS, { type: 'PARENTAGE', subjects, occurredOn, data: { iin, parents: parentsIn(parentages) } });

/** Writes a change of parentage that leaves the birth date alone. */
async function keepBirth(change: Change, before: Parentages, after: Parentages): Promise<Concerned> {
  const who = concerned(change.person.iin, before, after);
  await writeFacts(change.em, PARENTAGE, change.person.iin, before, after);
  await tellParentage(change, who.subjects, after);
  return who;
}

/** A new birth record (art. 98(2)): whatever began at birth, or would have begun before, begins on the new day. */
async function moveBirth(change: Change, before: Parentages, after: Parentages, birthDate: CivilDate): Promise<Concerned> {
  const { em, viewer, person, occurredOn } = change;
  const { iin, sex, birthDate: old } = person;
  await requireOlderParents(em, iin, birthDate);
  const registeredOn = latest(birthDate, person.registeredOn);
  const birth = { birthDate, registeredOn };
  const parentages = bornOn(after, old, birth);
  const who = concerned(iin, before, parentages);
  const [citizenships, rights, residences] = [await readFacts(em, CITIZENSHIP, iin), await readFacts(em, PARENTAL_RIGHT, iin), await readResidences(em, iin)];
  const moved = { citizenships: bornOn(citizenships, old, birth), rights: bornOn(rights, old, birth), residences: bornOn(residences, old, birth) };
  await writeFacts(em, PARENTAGE, iin, before, parentages);
  await writeFacts(em, CITIZENSHIP, iin, citizenships, moved.citizenships);
  await writeFacts(em, PARENTAL_RIGHT, iin, rights, moved.rights);
  await writeResidences(em, viewer, iin, residences, moved.residences);
  const told = { citizenships: citizenshipsIn(moved.citizenships), residence: residenceIn(moved.residences), parents: parentsIn(parentages) };
  // Whoever seals what was before an adoption must have sealed it before they hear of the new birthday: it is a secret from who had the child before (art. 102).
  await tellParentage(change, who.subjects, parentages);
  await publish(em, LIFE_EVENTS, { type: 'BIRTH', subjects: who.subjects, occurredOn: birthDate, data: { iin, birthDate, sex, registeredOn, ...told } });
  await publish(em, LIFE_EVENTS, { type: 'PARENTAL_RIGHTS', subjects: [iin], occurredOn, data: { iin, rights: rightsIn(moved.rights) } });
  await publish(em, LIFE_EVENTS, { type: 'CITIZENSHIP', subjects: [iin], occurredOn, data: { iin, citizenships: told.citizenships } });
  await publish(em, LIFE_EVENTS, { type: 'RESIDENCE', subjects: [iin], occurredOn, data: { iin, residence: told.residence } });
  return who;
}

/** Parents on record, whom the input does not name, are older than the child on the new day too. */
async function requireOlderParents(em: EntityManager, iin: string, birthDate: CivilDate): Promise<void> {
  const younger = await nationwide(em, () =>
    em.execute<object[]>(
      'select 1 from parentage join person parent on parent.iin = parentage.parent_iin where parentage.iin = ? and superseded_at is null and parent.birth_date >= ? limit 1',
      [iin, birthDate],
    ),
  );
  if (younger.length > 0) throw new Refused('PARENT_NOT_OLDER', 'input.birthDate', 'Every parent on record must be born before the child.');
}

/** Who is a child's parent, and who the child is, from a decision on. */
export async function registerParentage(change: Change, input: RegisterParentageInput): Promise<Concerned> {
  const { em, person, occurredOn, act } = change;
  requireShape(input);
  const parents = namedParents(input.parents);
  const birthDate = input.birthDate ?? person.birthDate;
  requireOthers(parents, person.iin);
  if (input.change === 'ADOPTED') requireMinor(person.birthDate, occurredOn);
  if (birthDate !== person.birthDate) requireBirthDate(person.birthDate, birthDate, occurredOn, input.change === 'ADOPTED');
  requireParents(change, input.change, parents, birthDate);
  const before = await readFacts(em, PARENTAGE, person.iin);
  const after = parentagesAfter(before, { day: occurredOn, act, parents }, input);
  const name = input.name == null ? null : nameCells('input.name', input.name);
  await changeIdentity(em, person, { name, birthDate: birthDate === person.birthDate ? null : birthDate }, act);
  return birthDate === person.birthDate ? keepBirth(change, before, after) : moveBirth(change, before, after, birthDate);
}
