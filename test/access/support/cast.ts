import { DEFAULT_POPULATION } from '../../../local/population/population.js';
import type { SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { guardianshipBody, institution } from '../../../subgraphs/shared/synthetic/organisations.js';
import type { SomeHouseholds } from '../../support/population.js';
import { Story } from '../../subgraphs/benefits/households.js';

/** The day of the matrix. */
export const TODAY = '2026-10-01';

/** Where nearly everybody lives, and where `away` does. */
export const REGION = { HERE: '750000000', THERE: '710000000', EVERYWHERE: '*' } as const;
const THERE_DISTRICT = '711210000';
const HERE_DISTRICT = '751410000';

/** Children and adults, one for each situation that the policy tells apart; who is what to whom is said in policy.ts. */
export const CHILDREN = ['child', 'sibling', 'teen15', 'teen16', 'eve18', 'day18', 'grown', 'ward', 'trustee', 'patronised', 'fostered', 'hosted', 'shielded', 'away'] as const;
export const ADULTS = ['mother', 'father', 'former', 'guardian', 'carer', 'host', 'fosterParent', 'birthMother', 'birthFather', 'wardMother', 'wardFather', 'awayMother', 'awayFather', 'awayGuardian', 'stranger', 'clerk'] as const;
export type Name = (typeof CHILDREN)[number] | (typeof ADULTS)[number];

export interface Cast {
  readonly people: SomeHouseholds;
  readonly iin: Readonly<Record<Name, string>>;
  readonly nameOf: ReadonlyMap<string, Name>;
  readonly adults: ReadonlySet<Name>;
}

type Named = Partial<Record<Name, SyntheticPerson>>;

const LONG_AGO = '2020-01-01';

/** Two parents with full rights to the first child, and less to others. */
function family(story: Story): Named {
  const { mother, father } = story;
  const former = story.person('1980-04-04', { sex: 'MALE' });
  const [child, sibling, teen15, teen16] = [story.child('2015-05-14'), story.child('2026-02-11'), story.child('2010-10-02'), story.child('2010-10-01')];
  const [eve18, day18, grown] = [story.child('2008-10-02'), story.child('2008-10-01'), story.child('2007-05-05')];
  const ofFather = (one: SyntheticPerson) => story.parentages.findIndex((link) => link.child === one.iin && link.parent === father.iin);
  const restrict = (one: SyntheticPerson, status: 'LIMITED' | 'DEPRIVED'): void => {
    const at = ofFather(one);
    const link = story.parentages[at];
    if (link !== undefined) story.parentages[at] = { ...link, restrictions: [{ status, act: 'court', from: '2024-01-01', to: null }] };
  };
  restrict(teen15, 'DEPRIVED');
  restrict(child, 'LIMITED');
  // The man whom a court held to be teen16's father until it found that he is not.
  const at = ofFather(teen16);
  const wrong = story.parentages[at];
  if (wrong !== undefined) story.parentages[at] = { ...wrong, parent: former.iin, to: TODAY };
  story.disabilities.push({ person: child.iin, from: '2019-10-02', to: null, group: 'II' });
  story.insurances.push({ person: mother.iin, from: '2010-09-01', to: null, averageMonthlyIncome: '312450.00' });
  const stranger = story.person('1981-05-05');
  const clerk = story.person('1982-06-06');
  return { mother, father, former, stranger, clerk, child, sibling, teen15, teen16, eve18, day18, grown };
}

/** Children in care, in every form. */
function inCare(story: Story): Named {
  const [guardian, carer, host] = [story.person('1975-01-01'), story.person('1976-01-01'), story.person('1977-01-01')];
  const [ward, trustee, patronised, fostered, hosted] = ['2014-01-01', '2011-01-01', '2014-02-02', '2016-03-03', '2013-04-04'].map((born) => story.child(born));
  if (!ward || !trustee || !patronised || !fostered || !hosted) throw new Error('five children');
  const { mother } = story;
  const at = story.parentages.findIndex((link) => link.child === ward.iin && link.parent === mother.iin);
  const link = story.parentages[at];
  if (link !== undefined) story.parentages[at] = { ...link, restrictions: [{ status: 'DEPRIVED', act: 'court', from: LONG_AGO, to: null }] };
  story.care(ward, 'GUARDIANSHIP', LONG_AGO, null, { carers: [guardian.iin] });
  story.care(trustee, 'TRUSTEESHIP', '2025-02-01', null, { carers: [guardian.iin] });
  story.care(patronised, 'PATRONAGE', LONG_AGO, null, { carers: [guardian.iin] });
  story.care(fostered, 'PROFESSIONAL_FOSTER', '2026-03-01', null, { carers: [carer.iin], reason: 'NEGLECT' });
  story.care(hosted, 'INSTITUTION', LONG_AGO, null, { institution: institution(HERE_DISTRICT) });
  story.care(hosted, 'GUEST', '2026-08-01', null, { carers: [host.iin], institution: institution(HERE_DISTRICT) });
  return { guardian, carer, host, ward, trustee, patronised, fostered, hosted, wardMother: mother, wardFather: story.father };
}

/** A child who was hidden from those who would look for it. */
function hidden(story: Story): Named {
  const fosterParent = story.person('1978-01-01');
  const shielded = story.child('2012-06-06');
  story.disabilities.push({ person: shielded.iin, from: '2019-10-02', to: null, group: 'II' });
  story.care(shielded, 'FOSTER_FAMILY', '2025-01-01', null, { carers: [fosterParent.iin], shielded: true, reason: 'NEGLECT' });
  return { fosterParent, shielded, birthMother: story.mother, birthFather: story.father };
}

function elsewhere(story: Story): Named {
  const there = (person: SyntheticPerson): SyntheticPerson => {
    story.change(person, { residences: [{ district: THERE_DISTRICT, address: '-', from: person.birthDate, to: null }] });
    return person;
  };
  const away = there(story.child('2014-07-07'));
  const guardian = there(story.person('1979-01-01'));
  story.care(away, 'GUARDIANSHIP', LONG_AGO, null, { carers: [guardian.iin], body: guardianshipBody(THERE_DISTRICT), district: THERE_DISTRICT });
  return { away, awayMother: there(story.mother), awayFather: there(story.father), awayGuardian: guardian };
}

/** Tells everybody's story. */
export function tellCast(): Cast {
  const stories = Array.from({ length: 4 }, (_, number) => new Story(number));
  const named = Object.assign({}, ...[family, inCare, hidden, elsewhere].map((tell, number) => tell(stories[number] as Story))) as Record<Name, SyntheticPerson>;
  const iin = Object.fromEntries(Object.entries(named).map(([name, person]) => [name, person.iin])) as Record<Name, string>;
  const households = stories.map(({ household }) => household);
  return {
    people: { facts: { ...DEFAULT_POPULATION, seed: 1, asOf: TODAY, children: CHILDREN.length }, households },
    iin,
    nameOf: new Map(Object.entries(iin).map(([name, number]) => [number, name as Name])),
    adults: new Set(ADULTS),
  };
}
