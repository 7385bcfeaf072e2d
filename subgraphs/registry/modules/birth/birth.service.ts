import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { LIFE_EVENTS } from '../../../shared/feeds/contracts/life-events.js';
import { publish } from '../../../shared/feeds/publish.js';
import type { EventDates } from '../../../shared/mutation/event-dates.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { countryCode } from '../citizenship/country.js';
import { namedParents, type NamedParent } from '../family/parent.input.type.js';
import { citizenshipsIn, parentsIn, residenceIn } from '../history/event-data.js';
import { begunBy, type Act } from '../history/fact.js';
import { writeFacts } from '../history/fact-table.js';
import { nationwide } from '../history/nation.js';
import { CITIZENSHIP, PARENTAGE, RESIDENCE, type ParentageFact, type ResidenceFact } from '../history/tables.js';
import { giveIin } from '../person/iin.js';
import { NAME_COLUMNS, nameCells } from '../person/name.input.type.js';
import { lockPeople, personIn, type People } from '../person/person-state.repository.js';
import type { Concerned } from '../registration/register-change.js';
import { insertRegistration } from '../registration/registration.repository.js';
import { requireOlder, requireOthers } from '../registration/rules.js';
import { homeOf } from '../residence/home.js';
import type { RegisterBirthInput } from './birth.input.type.js';

/** Whoever was born on this day or later is a child to the programmes: the savings programme's first cohort. */
const CHILDREN_SINCE: CivilDate = '2006-01-01';

const citizenshipsOf = ({ citizenships }: RegisterBirthInput): string[] => {
  if (new Set(citizenships).size < citizenships.length) throw badInput('input.citizenships', 'must name a country once only.');
  return citizenships.map((code, i) => countryCode(`input.citizenships[${i}]`, code));
};

/** A mother lives when she gives birth; a father may have died before. */
function requireParents(people: People, parents: readonly NamedParent[], birthDate: CivilDate): void {
  for (const parent of parents) {
    const found = personIn(people, parent);
    requireOlder(found, parent, { birthDate });
    if (parent.role === 'MOTHER' && found.diedOn !== null && found.diedOn < birthDate) {
      throw new Refused('AFTER_DEATH', parent.field, 'The mother must not have died before the birth.');
    }
  }
}

/** Where a regional body's newborn lives decides that the record is that body's. */
async function homeFrom(em: EntityManager, viewer: Viewer, { home }: RegisterBirthInput): Promise<ResidenceFact | null> {
  if (home != null) return homeOf(em, viewer, 'input.home', home);
  if (registerRegions(viewer).includes('*')) return null;
  throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.home', 'Regional staff must give a home in a region that they act in.');
}

async function insertPerson(em: EntityManager, input: RegisterBirthInput, event: EventDates & { readonly source: string }): Promise<Act> {
  const { iin, occurredOn: birthDate, sex } = input;
  const cells = [iin, birthDate, sex, ...nameCells('input.name', input.name), birthDate >= CHILDREN_SINCE, event.receivedOn, event.source];
  const columns = ['iin', 'birth_date', 'sex', ...NAME_COLUMNS, 'is_child', 'registered_on', 'source'];
  await giveIin(em, iin, 'input.iin', () => em.execute(`insert into person (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`, cells));
  return { id: await insertRegistration(em, { ...event, iin, kind: 'BIRTH', version: 1 }), source: event.source };
}

/** A person's first entry, with everything that holds from birth. */
export async function recordBirth(em: EntityManager, viewer: Viewer, input: RegisterBirthInput, event: EventDates & { readonly source: string }): Promise<{ readonly act: Act } & Concerned> {
  const { iin, occurredOn: birthDate, sex } = input;
  const countries = citizenshipsOf(input);
  const parents = namedParents(input.parents);
  requireOthers(parents, iin);
  requireParents(await lockPeople(em, parents), parents, birthDate);
  const home = await homeFrom(em, viewer, input);
  // The record becomes visible to a regional body with its residence, which comes after it.
  const act = await nationwide(em, () => insertPerson(em, input, event));
  const citizenships = countries.map((country) => begunBy(act, { country }, birthDate));
  const residences = home === null ? [] : [begunBy(act, home, birthDate)];
  const parentages = parents.map(({ iin: parentIin, role }) => begunBy<ParentageFact>(act, { parentIin, role, basis: 'BIRTH' }, birthDate));
  await writeFacts(em, RESIDENCE, iin, [], residences);
  await writeFacts(em, CITIZENSHIP, iin, [], citizenships);
  await writeFacts(em, PARENTAGE, iin, [], parentages);
  const subjects = [iin, ...parents.map((parent) => parent.iin)];
  const facts = { citizenships: citizenshipsIn(citizenships), residence: residenceIn(residences), parents: parentsIn(parentages) };
  await publish(em, LIFE_EVENTS, { type: 'BIRTH', subjects, occurredOn: birthDate, data: { iin, birthDate, sex, registeredOn: event.receivedOn, ...facts } });
  return { act, subjects };
}
